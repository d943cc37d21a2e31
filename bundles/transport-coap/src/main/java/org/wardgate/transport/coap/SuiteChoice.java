package org.wardgate.transport.coap;

import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuiteParameters;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuiteParameters.GeneralMismatch;
import org.eclipse.californium.scandium.dtls.cipher.DefaultCipherSuiteSelector;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;

/**
 * Chooses the cipher suite of a handshake: certificates before shared keys, shared keys with
 * forward secrecy before those without, and shared keys only while somebody knows any. Groups in
 * our order, not the peer's: the fast one first.
 */
final class SuiteChoice extends DefaultCipherSuiteSelector {
  /** RFC 7251, RFC 5289. */
  static final List<CipherSuite> CERTIFICATE =
      List.of(
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);

  /** RFC 8442 §3 and RFC 5489 §3.2 with forward secrecy, then RFC 6655 §3 and RFC 5487 §3. */
  static final List<CipherSuite> SHARED_KEY =
      List.of(
          CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256,
          CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256,
          CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_PSK_WITH_AES_128_CCM_8,
          CipherSuite.TLS_PSK_WITH_AES_128_CCM,
          CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256);

  static final List<SupportedGroup> GROUPS =
      List.of(SupportedGroup.secp256r1, SupportedGroup.secp384r1, SupportedGroup.X25519);

  private final BooleanSupplier sharedKeysKnown;

  SuiteChoice(BooleanSupplier sharedKeysKnown) {
    this.sharedKeysKnown = sharedKeysKnown;
  }

  @Override
  public boolean select(CipherSuiteParameters parameters) {
    boolean selected =
        parameters.getCipherSuites().stream()
            .sorted(Comparator.comparingInt(SuiteChoice::rank))
            .anyMatch(suite -> select(suite, parameters));
    if (!selected && parameters.getGeneralMismatch() == null) {
      parameters.setGeneralMismatch(GeneralMismatch.CIPHER_SUITE);
    }
    return selected;
  }

  private static int rank(CipherSuite suite) {
    if (!suite.isPskBased()) {
      return 0;
    }
    return suite.isEccBased() ? 1 : 2;
  }

  @Override
  protected boolean select(CipherSuite suite, CipherSuiteParameters parameters) {
    if (suite.isPskBased() && !sharedKeysKnown.getAsBoolean()) {
      return false;
    }
    boolean selected = super.select(suite, parameters);
    if (selected && suite.isEccBased()) {
      GROUPS.stream()
          .filter(parameters.getSupportedGroups()::contains)
          .findFirst()
          .ifPresent(parameters::selectSupportedGroup);
    }
    return selected;
  }
}
