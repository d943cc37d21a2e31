package org.wardgate.platform.kura.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.crypto.CryptoService;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;

/**
 * Encrypts files with the key of the Kura installation, each bound to its name. Older versions of
 * Kura do not authenticate what they encrypt: the caller checks what comes out. Thread-safe.
 */
public final class Sealing {
  private static final char MARK = ':';

  private final Supplier<Optional<CryptoService>> crypto;

  /** With the crypto service that is there when it is needed. */
  public Sealing(Supplier<Optional<CryptoService>> crypto) {
    this.crypto = crypto;
  }

  /**
   * Encrypts.
   *
   * @param name without a colon; the same is needed to open
   */
  public Bytes seal(String name, byte[] content) throws RefusedException {
    char[] plain = (name + MARK + Base64.getEncoder().encodeToString(content)).toCharArray();
    try {
      char[] sealed = service().encryptAes(plain);
      return Bytes.of(new String(sealed).getBytes(StandardCharsets.UTF_8));
    } catch (KuraException e) {
      throw failed(name + " cannot be sealed", e);
    } catch (RuntimeException e) {
      // Kura's crypto service fails with these too
      throw failed(name + " cannot be sealed", e);
    } finally {
      Arrays.fill(plain, ' ');
    }
  }

  /** Decrypts what {@link #seal} made of the same name. */
  public byte[] open(String name, Bytes sealed) throws RefusedException {
    char[] plain = new char[0];
    try {
      plain =
          service().decryptAes(new String(sealed.toArray(), StandardCharsets.UTF_8).toCharArray());
      String text = new String(plain);
      if (!text.startsWith(name + MARK)) {
        throw new RefusedException(PlatformErrors.VAULT_FAILED, name + " was sealed as another");
      }
      return Base64.getDecoder().decode(text.substring(name.length() + 1));
    } catch (KuraException e) {
      throw failed(name + " cannot be opened with this installation's key", e);
    } catch (RuntimeException e) {
      // damaged text makes Kura's decoder and ours fail in several ways
      throw failed(name + " cannot be opened", e);
    } finally {
      Arrays.fill(plain, ' ');
    }
  }

  private CryptoService service() throws RefusedException {
    return crypto
        .get()
        .orElseThrow(
            () ->
                new RefusedException(
                    PlatformErrors.VAULT_FAILED, "Kura's crypto service is not there now"));
  }

  private static RefusedException failed(String detail, Exception cause) {
    return new RefusedException(PlatformErrors.VAULT_FAILED, detail, cause);
  }
}
