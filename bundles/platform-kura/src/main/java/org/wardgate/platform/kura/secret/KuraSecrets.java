package org.wardgate.platform.kura.secret;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.crypto.CryptoService;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;
import org.wardgate.api.platform.Secrets;
import org.wardgate.platform.kura.service.Current;
import org.wardgate.platform.kura.service.LastingService;
import org.wardgate.platform.kura.service.Registry;

/**
 * Passwords of configurations, which Kura encrypts. What cannot be decrypted is refused, never
 * taken as it stands. Registered when Kura's crypto service is there for the first time; while it
 * is away every password is refused. Thread-safe.
 */
@Component(
    name = "org.wardgate.platform.kura.secrets",
    immediate = true,
    service = {})
public final class KuraSecrets implements Secrets {
  /** Longest encrypted password, in characters. */
  static final int ENCRYPTED_MAX_CHARS = 65_536;

  private final Current<CryptoService> crypto = new Current<>();
  private final LastingService registration;

  /** Waits for Kura's crypto service. */
  @Activate
  public KuraSecrets(BundleContext context) {
    this(Registry.of(context));
  }

  KuraSecrets(Registry registry) {
    this.registration = new LastingService(registry);
  }

  @Reference(
      name = "CryptoService",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindCryptoService(CryptoService service) {
    crypto.appeared(service);
    registration.offer(List.of(Secrets.class), this);
  }

  void unbindCryptoService(CryptoService service) {
    crypto.vanished(service);
  }

  @Deactivate
  void deactivate() {
    registration.close();
  }

  @Override
  public char[] reveal(String configured) throws RefusedException {
    return configured.isEmpty() ? new char[0] : decrypt(crypto, configured);
  }

  // the exception of Kura's may quote what it could not decrypt: it is not shown
  private static char[] decrypt(Supplier<Optional<CryptoService>> crypto, String configured)
      throws RefusedException {
    if (configured.length() > ENCRYPTED_MAX_CHARS) {
      throw refused("it has more than " + ENCRYPTED_MAX_CHARS + " characters");
    }
    CryptoService service =
        crypto.get().orElseThrow(() -> refused("Kura's crypto service is not there now"));
    try {
      return service.decryptAes(configured.toCharArray());
    } catch (KuraException e) {
      throw refused("it is not one that this installation encrypted");
    } catch (RuntimeException e) {
      // text that never was encrypted makes Kura's decoder fail in several ways
      throw refused("it is none that was encrypted");
    }
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(PlatformErrors.SECRET_UNREADABLE, detail);
  }
}
