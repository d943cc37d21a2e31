package org.wardgate.platform.kura.account;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.kura.crypto.CryptoService;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.useradmin.User;
import org.osgi.service.useradmin.UserAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.Problem;
import org.wardgate.api.platform.Accounts;
import org.wardgate.api.platform.PlatformErrors;
import org.wardgate.platform.kura.account.Names.Grant;
import org.wardgate.platform.kura.service.Current;

/**
 * Accounts as Kura keeps them in the standard user admin service, for versions without an identity
 * service; where there is one, it is asked alone. A password counts only if its SHA-256 hash by
 * Kura's crypto service is the account's credential {@code kura.password}: an account of any other
 * form does not get in, and nobody does while the crypto service is away. Thread-safe.
 */
@Component(
    name = "org.wardgate.platform.kura.accounts.useradmin",
    service = {Accounts.class, PendingChange.class})
public final class UserAdminAccounts implements Accounts, PendingChange {
  private static final String IDENTITY_SERVICE = "org.eclipse.kura.identity.IdentityService";
  private static final String ADMINISTRATOR = "kura.admin";
  private static final Logger LOG = LoggerFactory.getLogger(UserAdminAccounts.class);

  private final KuraUsers users;
  private final Current<CryptoService> crypto = new Current<>();
  private final BooleanSupplier identityService;

  /** Makes the permissions. */
  @Activate
  public UserAdminAccounts(BundleContext context, @Reference UserAdmin users) {
    this(users, () -> context.getServiceReference(IDENTITY_SERVICE) != null);
  }

  UserAdminAccounts(UserAdmin users, BooleanSupplier identityService) {
    this.users = new KuraUsers(users);
    this.identityService = identityService;
    for (Grant grant : Names.GRANTS) {
      make(grant.permission());
    }
  }

  @Reference(
      name = "CryptoService",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindCryptoService(CryptoService service) {
    crypto.appeared(service);
  }

  void unbindCryptoService(CryptoService service) {
    crypto.vanished(service);
  }

  @Override
  public Optional<Account> authenticate(String name, char[] password) {
    if (identityService.getAsBoolean() || !Names.plausible(name, password)) {
      return Optional.empty();
    }
    try {
      Optional<User> user = users.user(name).filter(found -> passwordIsRight(found, password));
      if (user.isEmpty() || KuraUsers.mustChange(user.get())) {
        return Optional.empty();
      }
      boolean all = users.has(user.get(), ADMINISTRATOR);
      return Names.GRANTS.stream()
          .filter(grant -> all || users.has(user.get(), grant.permission()))
          .findFirst()
          .map(grant -> new Account(name, grant.role()));
    } catch (RuntimeException e) {
      // a service that is going away fails with these: nobody gets in
      failed(e);
      return Optional.empty();
    }
  }

  @Override
  public boolean pending(String name) {
    try {
      return users.user(name).map(KuraUsers::mustChange).orElse(false);
    } catch (RuntimeException e) {
      // a service that is going away fails with these: nobody gets in
      failed(e);
      return true;
    }
  }

  private boolean passwordIsRight(User user, char[] password) {
    Optional<String> expected = KuraUsers.passwordHash(user);
    Optional<CryptoService> service = crypto.get();
    if (expected.isEmpty() || service.isEmpty()) {
      return false;
    }
    try {
      String hash = service.get().sha256Hash(new String(password));
      return MessageDigest.isEqual(
          expected.get().getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | UnsupportedEncodingException e) {
      failed(e);
      return false;
    }
  }

  private void make(String permission) {
    try {
      users.make(permission);
    } catch (RuntimeException e) {
      // accounts that have the permission already are good without
      failed(e);
    }
  }

  private static void failed(Exception e) {
    String detail = String.valueOf(e.getMessage());
    LOG.warn("{}", Problem.of(PlatformErrors.ACCOUNTS_FAILED, detail).line(), e);
  }
}
