package org.wardgate.integration.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.wardgate.emulators.net.Endpoint;
import org.wardgate.emulators.provision.JsonFiles;

/** A real gateway: the distribution, in a process of its own, on loopback addresses. */
final class Gateway implements AutoCloseable {
  static final Path DISTRIBUTION = Path.of(System.getProperty("wardgate.distribution", ""));
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final long END_MAX_SECONDS = 30;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private final String id;
  private final Path instance;
  private final Makers makers;
  private final Endpoint coaps;
  private final int consolePort;
  private Optional<Process> process = Optional.empty();

  /**
   * @param id its gateway id
   * @param folder of its own
   */
  Gateway(String id, Path folder, Makers makers) throws IOException {
    this.id = id;
    this.instance = Files.createDirectories(folder.resolve(id)).toAbsolutePath();
    this.makers = makers;
    this.coaps = new Endpoint("127.78.2.1", Makers.freeUdpPort());
    this.consolePort = Makers.freeTcpPort();
    JsonFiles.write(instance.resolve("instance.json"), configuration());
  }

  private ObjectNode configuration() throws IOException {
    ObjectNode file = mapper.createObjectNode();
    List.of("core", "coap", "console", "felix", "loopback").forEach(file.putArray("features")::add);
    file.put("profile", "small");
    ObjectNode all = file.putObject("configurations");
    all.putObject("org.wardgate.platform.felix")
        .put("dataDirectory", instance.resolve("data").toString())
        .put("gatewayId", id)
        .put("wardName", "Ward of " + id);
    // no cloud: what is decided waits in the journal
    all.putObject("org.wardgate.platform.felix.mqtt").put("brokerUri", "tcp://127.0.0.1:9");
    all.putObject("org.wardgate.inventory")
        .put("inventoryFile", inventory().resolve("inventory.json").toString())
        .put("signatureFile", inventory().resolve("inventory.json.p7s").toString())
        .put("anchorsFile", inventory().resolve("anchors.pem").toString());
    all.putObject("org.wardgate.transport.coap")
        .put("bindAddress", coaps.address())
        .put("port", coaps.port());
    all.putObject("org.wardgate.mud")
        .put("tlsAnchorsFile", makers.layout().webAnchors().toString());
    all.putObject("org.wardgate.references")
        .put("directory", makers.layout().references().toString())
        .put("pollSeconds", 1);
    all.putObject("org.apache.felix.http").put("org.osgi.service.http.port", consolePort);
    all.putObject("org.wardgate.names")
        .put("bindAddress", "127.78.2.1")
        .put("port", Makers.freeUdpPort())
        .put("upstream", "127.0.0.1:9")
        .putArray("privateAllowedNames")
        .add("example");
    all.putObject("org.wardgate.pki").put("revocationUrl", http(""));
    return file;
  }

  /** Where it reads its inventory. */
  Path inventory() {
    return instance.resolve("inventory");
  }

  String id() {
    return id;
  }

  Path instance() {
    return instance;
  }

  Endpoint coaps() {
    return coaps;
  }

  /** Address of what it serves over HTTP. */
  String http(String path) {
    return "http://127.0.0.1:" + consolePort + path;
  }

  /** Starts it and waits until it serves. */
  Gateway start() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                DISTRIBUTION.resolve("lib/gateway").toString(), "--instance", instance.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(instance.resolve("out.txt").toFile()));
    builder.environment().put("WARDGATE_PROFILE", "small");
    builder
        .environment()
        .put("JAVA", Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    builder
        .environment()
        .put("WARDGATE_JVM_OPTS", "-Djdk.net.hosts.file=" + makers.layout().hosts());
    Process started = builder.start();
    process = Optional.of(started);
    Wait.until(this::words, () -> !started.isAlive() || ready());
    if (!started.isAlive()) {
      throw new AssertionError("it ended: " + words());
    }
    return this;
  }

  private boolean ready() throws InterruptedException {
    try {
      return get("/health/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** The last lines of its log, for people. */
  String words() {
    try {
      StringBuilder all = new StringBuilder();
      for (String name : List.of("out.txt", "gateway.log")) {
        Path file = instance.resolve(name);
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        lines
            .subList(Math.max(0, lines.size() - 30), lines.size())
            .forEach(line -> all.append(line).append('\n'));
      }
      return all.toString();
    } catch (IOException e) {
      return e.toString();
    }
  }

  HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** What the admin API answers. */
  JsonNode ask(String path) throws IOException, InterruptedException {
    return mapper.readTree(
        client.send(authorized(path).build(), HttpResponse.BodyHandlers.ofByteArray()).body());
  }

  /** Commands through the admin API. */
  JsonNode command(String path, ObjectNode body) throws IOException, InterruptedException {
    HttpRequest request =
        authorized(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
            .build();
    return mapper.readTree(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
  }

  JsonNode command(String path, String name, String value)
      throws IOException, InterruptedException {
    return command(path, mapper.createObjectNode().put(name, value).put("reason", "a test"));
  }

  private HttpRequest.Builder authorized(String path) throws IOException {
    String token = Files.readString(instance.resolve("data/admin/admin.token")).strip();
    return request("/api/v1" + path).header("Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(http(path))).timeout(ANSWER_MAX);
  }

  /** A command line of an operator. */
  Program.Result wardgate(String... words) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>();
    command.add(DISTRIBUTION.resolve("wardgate").toString());
    command.addAll(List.of(words));
    command.addAll(List.of("--instance", instance.toString()));
    return Program.run(command);
  }

  /** Its ward CA's roots, written into a file. */
  Path anchors() throws Exception {
    Wait.until(this::words, () -> get("/pki/anchors.pem").statusCode() == 200);
    return Files.write(instance.resolve("anchors.pem"), get("/pki/anchors.pem").body());
  }

  /** What is known of a device. */
  String state(String device) throws IOException, InterruptedException {
    return ask("/devices/" + device).path("state").asText();
  }

  /** As a power cut would. */
  void kill() throws InterruptedException {
    process.ifPresent(Process::destroyForcibly);
    if (process.isPresent()) {
      process.get().waitFor();
    }
  }

  @Override
  public void close() {
    process.ifPresent(
        p -> {
          p.destroy();
          try {
            if (!p.waitFor(END_MAX_SECONDS, TimeUnit.SECONDS)) {
              p.destroyForcibly();
            }
          } catch (InterruptedException e) {
            p.destroyForcibly();
            Thread.currentThread().interrupt();
          }
        });
  }
}
