package org.wardgate.registrar.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.registrar.testing.Scene;
import org.wardgate.registrar.testing.VoucherWriter;

class VoucherFolderTest {
  private final Scene scene = new Scene();
  private final AtomicLong nanos = new AtomicLong();

  @TempDir Path directory = Path.of("");

  private VoucherFolder folder() {
    return new VoucherFolder(directory, nanos::get);
  }

  private void later() {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
  }

  private Bytes put(String name, VoucherWriter voucher) throws IOException {
    Bytes signed = scene.signed(voucher);
    Files.write(directory.resolve(name), signed.toArray());
    return signed;
  }

  @Test
  void findsFilesByTheSerialNumberTheyClaim() throws IOException {
    Bytes one = put("one.vch", scene.nonceless());
    put("two.vch", scene.nonceless().text(11, "2"));
    put("other.bin", scene.nonceless());
    assertThat(folder().of(Scene.SERIAL)).containsExactly(one);
    assertThat(folder().of("3")).isEmpty();
    assertThat(folder().of("")).isEmpty();
  }

  @Test
  void readsAgainWhatChanged() throws IOException {
    VoucherFolder folder = folder();
    assertThat(folder.of(Scene.SERIAL)).isEmpty();
    Bytes one = put("one.vch", scene.nonceless());
    later();
    assertThat(folder.of(Scene.SERIAL)).containsExactly(one);
    put("one.vch", scene.nonceless().text(11, "a longer serial number"));
    later();
    assertThat(folder.of(Scene.SERIAL)).isEmpty();
    assertThat(folder.of("a longer serial number")).hasSize(1);
    Files.delete(directory.resolve("one.vch"));
    later();
    assertThat(folder.of("a longer serial number")).isEmpty();
  }

  @Test
  void whatIsNoVoucherOrTooLargeOrALinkIsLeftOut() throws IOException {
    Files.write(directory.resolve("garbage.vch"), new byte[] {1, 2, 3});
    Files.write(directory.resolve("large.vch"), new byte[1 << 20]);
    Files.write(directory.resolve("empty.vch"), new byte[0]);
    Files.createDirectory(directory.resolve("folder.vch"));
    Path outside = Files.write(directory.resolve("outside"), new byte[] {1});
    Files.write(outside, scene.signed(scene.nonceless()).toArray());
    Files.createSymbolicLink(directory.resolve("link.vch"), outside);
    assertThat(folder().of(Scene.SERIAL)).isEmpty();
    assertThat(folder().of("")).isEmpty();
  }

  @Test
  void ofOneSerialNumberAFewAreEnough() throws IOException {
    for (int i = 0; i < 3 * VoucherFolder.PER_SERIAL_MAX_COUNT; i++) {
      put("v" + i + ".vch", scene.nonceless());
    }
    assertThat(folder().of(Scene.SERIAL)).hasSize(VoucherFolder.PER_SERIAL_MAX_COUNT);
  }

  @Test
  void aFolderThatIsMissingIsEmpty() {
    assertThat(new VoucherFolder(directory.resolve("missing"), nanos::get).of("1")).isEmpty();
  }
}
