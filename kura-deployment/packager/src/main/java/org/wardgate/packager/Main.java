package org.wardgate.packager;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wardgate.api.Bytes;

/** Makes a release's packages and signs them. */
public final class Main {
  /** Where a build without a key of its own leaves the one it made. */
  static final String TEST_SIGNING = "test-signing";

  private Main() {}

  /** Makes them; the arguments are those of {@link PackagingOrder#of}. */
  public static void main(String[] arguments) throws IOException, PackagingException {
    run(List.of(arguments), Clock.systemUTC(), System.out);
  }

  /** Makes them and prints what each is. */
  static void run(List<String> arguments, Clock clock, PrintStream out)
      throws IOException, PackagingException {
    PackagingOrder order = PackagingOrder.of(arguments);
    Instant now = clock.instant();
    SigningIdentity signer = signer(order, now);
    PackageWriter writer = new PackageWriter(order.time());
    Map<String, BundleFile> before =
        order.previous().isPresent()
            ? PreviousRelease.read(order.previous().get(), now, order.version()).bundles()
            : Map.of();
    ReleasePackages release = new ReleasePackages(order, new BundleChoice(before));
    List<DeploymentPackage> packages = release.all();
    if (order.loose().isPresent()) {
      scatter(release.gateway(), order.loose().get());
    }
    Map<String, BundleFile> packed = new TreeMap<>();
    for (DeploymentPackage content : packages) {
      content.bundles().forEach(bundle -> packed.put(bundle.symbolicName(), bundle));
      Path file = writer.write(content, order.out());
      long size = Files.size(file);
      if (content.resources().isEmpty() && size > PackageRules.PACKAGE_MAX_BYTES) {
        throw new PackagingException(file + " is larger than " + PackageRules.PACKAGE_MAX_BYTES);
      }
      signer.sign(file, now);
      out.printf(
          "%s  %s  %d B, %d bundles%n",
          Bytes.of(Files.readAllBytes(file)).sha256().hex(),
          file.getFileName(),
          size,
          content.bundles().size());
    }
    if (order.bill().isPresent()) {
      bill(order.bill().get(), order.out(), packed.values(), out);
    }
    if (order.previous().isPresent()) {
      tell(packed.values(), before, out);
    }
  }

  /** Writes the bill of materials beside the packages; an earlier one never stays. */
  private static void bill(Path built, Path folder, Collection<BundleFile> packed, PrintStream out)
      throws IOException, PackagingException {
    Path file = folder.resolve(String.valueOf(built.getFileName()));
    Files.deleteIfExists(file);
    if (!Files.exists(built)) {
      out.println("no bill of materials: the build made none, it must be online for that");
      return;
    }
    BillOfMaterials bill = BillOfMaterials.read(built);
    bill.correct(packed);
    bill.write(file);
  }

  /** What an update from the release before will exchange. */
  private static void tell(
      Collection<BundleFile> packed, Map<String, BundleFile> before, PrintStream out) {
    List<String> changed =
        packed.stream()
            .filter(bundle -> !bundle.equals(before.get(bundle.symbolicName())))
            .map(bundle -> bundle.symbolicName() + " " + bundle.version())
            .toList();
    out.printf(
        "%d of %d bundles differ from the release before: %s%n",
        changed.size(), packed.size(), changed);
  }

  /** Lays the bundles of a package into a folder of their own. */
  private static void scatter(DeploymentPackage content, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> earlier = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path jar : earlier) {
        Files.delete(jar);
      }
    }
    for (BundleFile bundle : content.bundles()) {
      Files.write(folder.resolve(bundle.name()), bundle.content().toArray());
    }
  }

  private static SigningIdentity signer(PackagingOrder order, Instant now)
      throws IOException, PackagingException {
    if (order.signingKey().isPresent() && order.signingChain().isPresent()) {
      return SigningIdentity.read(order.signingKey().get(), order.signingChain().get());
    }
    SigningIdentity test = SigningIdentity.test(now, order.expires());
    test.writeTo(order.out().resolve(TEST_SIGNING));
    return test;
  }
}
