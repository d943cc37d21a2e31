package org.wardgate.registrar.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.registrar.testing.Scene;
import org.wardgate.registrar.testing.VoucherWriter;

/** Whatever comes, the parsers refuse it in words; nothing but the right bytes is accepted. */
class VoucherParserProperties {
  private static final Scene SCENE = new Scene();
  private static final Bytes VOUCHER = SCENE.signed(SCENE.voucher());
  private static final Bytes REQUEST = SCENE.request().bare(SCENE.pump);

  private static Optional<Voucher> voucher(Bytes content) {
    try {
      return Optional.of(Voucher.verified(content, SCENE.expected()));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  private static boolean request(Bytes content) {
    try {
      PledgeRequest.verified(
          content, PledgeRequest.envelope(content), SCENE.pledge(), SCENE.own, SCENE.now);
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }

  @Property(tries = 1_500)
  void noiseIsNoVoucherAndNoRequest(@ForAll @Size(max = 300) byte[] noise) {
    assertThat(voucher(Bytes.of(noise))).isEmpty();
    assertThat(request(Bytes.of(noise))).isFalse();
  }

  @Property(tries = 1_000)
  void aSignedPayloadOfNoiseIsNeither(@ForAll @Size(max = 100) byte[] noise) {
    assertThat(voucher(VoucherWriter.signed(Bytes.of(noise), SCENE.masa))).isEmpty();
    assertThat(request(VoucherWriter.signed(Bytes.of(noise), SCENE.pump))).isFalse();
  }

  @Property(tries = 1_500)
  void aChangedVoucherIsRefusedOrTheSameToThePledge(
      @ForAll @IntRange(max = 4_000) int place, @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] changed = VOUCHER.toArray();
    changed[place % changed.length] ^= (byte) change;
    // the certificates in the open header are not signed; what the pledge gets is
    Optional<Voucher> accepted = voucher(Bytes.of(changed));
    if (accepted.isPresent()) {
      assertThat(accepted.get().forPledge()).isEqualTo(voucher(VOUCHER).orElseThrow().forPledge());
    }
  }

  @Property(tries = 1_000)
  void aChangedRequestIsRefused(
      @ForAll @IntRange(max = 4_000) int place, @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] changed = REQUEST.toArray();
    int at = place % changed.length;
    changed[at] ^= (byte) change;
    // the open header is an empty map, a0; anything else there is not signed either
    boolean openHeader = at == 6;
    assertThat(!openHeader && request(Bytes.of(changed))).isFalse();
  }

  @Property(tries = 1_000)
  void aCutVoucherIsRefused(@ForAll @IntRange(max = 4_000) int length) {
    byte[] whole = VOUCHER.toArray();
    byte[] cut = Arrays.copyOf(whole, length % whole.length);
    assertThat(voucher(Bytes.of(cut))).isEmpty();
  }

  @Property(tries = 1_000)
  void aPayloadChangedAndSignedAnewNeverNamesAnotherPledgeOrRegistrar(
      @ForAll @IntRange(max = 4_000) int place, @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] payload = SCENE.voucher().payload().toArray();
    payload[place % payload.length] ^= (byte) change;
    Bytes signed = VoucherWriter.signed(Bytes.of(payload), SCENE.masa);
    Optional<Voucher> accepted = voucher(signed);
    if (accepted.isPresent()) {
      String hex = accepted.get().forPledge().hex();
      assertThat(hex)
          .contains(Bytes.of(Scene.SERIAL.getBytes(StandardCharsets.UTF_8)).hex())
          .contains(Scene.NONCE.hex());
    }
  }
}
