package org.wardgate.updater.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.wardgate.api.error.RefusedException;
import org.wardgate.updater.testing.TestBundle;
import org.wardgate.updater.testing.TestPackage;

class PackageReaderProperties {
  private static final byte[] GOOD =
      TestPackage.of(
              "2.0.0",
              TestBundle.of("org.wardgate.api", "1.0.0"),
              TestBundle.of("org.wardgate.core", "1.0.0"))
          .bytes();

  @Property(tries = 500)
  void spoiledPackagesAreReadOrRefusedAndNothingElse(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] spoiled = GOOD.clone();
    for (int i = random.nextInt(6); i >= 0; i--) {
      spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt(256);
    }
    readOrRefuse(spoiled);
  }

  @Property(tries = 300)
  void noiseIsRefused(@ForAll byte[] noise) throws IOException {
    assertThat(readOrRefuse(noise)).isFalse();
  }

  private static boolean readOrRefuse(byte[] content) throws IOException {
    Path file = Files.createTempFile("package", ".dp");
    try {
      PackageContents unused = PackageReader.read(Files.write(file, content));
      return true;
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).isIn("WG-UPD-0003", "WG-UPD-0019");
      assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(320);
      return false;
    } finally {
      Files.delete(file);
    }
  }
}
