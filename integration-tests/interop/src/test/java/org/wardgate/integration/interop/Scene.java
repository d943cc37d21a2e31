package org.wardgate.integration.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makers, a hospital and a gateway, in a folder of their own. */
final class Scene implements AutoCloseable {
  /** Does nothing else. */
  private static final String KNOCKING = "monitor-02";

  private final Path work;
  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable Makers makers;
  private @Nullable Hospital hospital;
  private @Nullable Gateway gateway;

  Scene(String name) {
    work =
        Path.of(System.getProperty("wardgate.interop.work", "target/work"), name).toAbsolutePath();
  }

  /** Everything fresh, with one gateway that serves. */
  void start() throws Exception {
    erase();
    Files.createDirectories(work);
    makers = Makers.open(work.resolve("makers"));
    open.add(makers);
    hospital = new Hospital(makers);
    gateway = another("gateway-a");
    hospital.issue(hospital.plain(), gateway.inventory());
    serve(gateway);
  }

  /** Starts a gateway and waits until devices are served: the API is there a moment earlier. */
  void serve(Gateway started) throws Exception {
    started.start();
    Pledge knocking = pledge(KNOCKING);
    CoapClient client =
        new CoapClient(
            Tls.OPENSSL, started, knocking.address(), knocking.idevid(), started.anchors());
    Wait.until(
        started::words,
        () -> client.get(".well-known/est/crts", CoapClient.ANY).code().equals("2.05"));
  }

  private void erase() throws IOException {
    if (!Files.exists(work)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(work)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }

  /** A gateway that is not started yet; it ends with the scene. */
  Gateway another(String id) throws IOException {
    Gateway made = new Gateway(id, work, Objects.requireNonNull(makers));
    open.add(made);
    return made;
  }

  Gateway gateway() {
    return Objects.requireNonNull(gateway);
  }

  Hospital hospital() {
    return Objects.requireNonNull(hospital);
  }

  Path file(String name) {
    return work.resolve(name);
  }

  Path anchors() throws Exception {
    return gateway().anchors();
  }

  Pledge pledge(String id) throws IOException {
    return new Pledge(Objects.requireNonNull(makers).device(id), work.resolve("pledges"));
  }

  /** A client with the device's IDevID, at the device's address. */
  CoapClient client(Tls tls, Pledge pledge) throws Exception {
    return new CoapClient(tls, gateway(), pledge.address(), pledge.idevid(), anchors());
  }

  /** OpenSSL's own verdict. */
  void verify(Holder holder) throws Exception {
    String words =
        Program.run(
                "openssl",
                "verify",
                "-x509_strict",
                "-CAfile",
                anchors().toString(),
                holder.certificate().toString())
            .good();
    assertThat(words).contains("OK");
  }

  @Override
  public void close() {
    for (int i = open.size() - 1; i >= 0; i--) {
      try {
        open.get(i).close();
      } catch (Exception e) {
        throw new IllegalStateException("could not be ended", e);
      }
    }
    open.clear();
  }
}
