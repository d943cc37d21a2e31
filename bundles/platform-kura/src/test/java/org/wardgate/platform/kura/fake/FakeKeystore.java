package org.wardgate.platform.kura.fake;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.Entry;
import java.security.KeyStore.PasswordProtection;
import java.util.Collections;
import java.util.List;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.security.keystore.KeystoreService;
import org.jspecify.annotations.Nullable;

/** A PKCS#12 store in memory that fails when it is told to. */
public final class FakeKeystore {
  private static final PasswordProtection PASSWORD =
      new PasswordProtection("changeit".toCharArray());

  private final KeyStore store;
  private final KeystoreService service;
  private volatile @Nullable Throwable failure;
  private int writtenCount;

  public FakeKeystore() {
    try {
      store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    service =
        Stubs.of(
            KeystoreService.class,
            (method, arguments) ->
                switch (method) {
                  case "getEntry" -> getEntry((String) arguments[0]);
                  case "setEntry" -> setEntry((String) arguments[0], (Entry) arguments[1]);
                  case "deleteEntry" -> deleteEntry((String) arguments[0]);
                  case "getAliases" -> aliases();
                  default -> throw new UnsupportedOperationException(method);
                });
  }

  public KeystoreService service() {
    return service;
  }

  public void failWith(@Nullable Throwable wanted) {
    failure = wanted;
  }

  public int writtenCount() {
    return writtenCount;
  }

  /** As a power cut in the middle of Kura's writing leaves it. */
  public void loseEverything() {
    for (String alias : aliases()) {
      deleteEntry(alias);
    }
  }

  public List<String> aliases() {
    try {
      return Collections.list(store.aliases());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void check() throws Throwable {
    Throwable wanted = failure;
    if (wanted != null) {
      throw wanted;
    }
  }

  private @Nullable Entry getEntry(String alias) throws Throwable {
    check();
    if (!store.containsAlias(alias)) {
      return null;
    }
    return store.getEntry(alias, store.isKeyEntry(alias) ? PASSWORD : null);
  }

  /** Sets an entry past every check. */
  public @Nullable Object setEntry(String alias, Entry entry) throws Throwable {
    check();
    store.setEntry(
        alias, entry, entry instanceof KeyStore.TrustedCertificateEntry ? null : PASSWORD);
    writtenCount++;
    return null;
  }

  private @Nullable Object deleteEntry(String alias) {
    try {
      check();
      store.deleteEntry(alias);
      return null;
    } catch (KuraException | RuntimeException e) {
      throw new IllegalStateException(e);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
