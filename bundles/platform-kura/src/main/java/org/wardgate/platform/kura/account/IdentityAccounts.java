package org.wardgate.platform.kura.account;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.identity.IdentityService;
import org.eclipse.kura.identity.Permission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.Problem;
import org.wardgate.api.platform.Accounts;
import org.wardgate.api.platform.PlatformErrors;
import org.wardgate.platform.kura.account.Names.Grant;
import org.wardgate.platform.kura.service.Current;

/**
 * Accounts over Kura's identity service (5.5 and later). What an account may do are the permissions
 * {@code wardgate.operator} and {@code wardgate.viewer}, made at the start; Kura's administrators
 * have both. Who must change a password first is known to Kura's user admin service alone: while
 * that is away, nobody gets in. Thread-safe.
 */
@Component(
    name = "org.wardgate.platform.kura.accounts.identity",
    service = Accounts.class,
    property = "service.ranking:Integer=10")
public final class IdentityAccounts implements Accounts {
  private static final Logger LOG = LoggerFactory.getLogger(IdentityAccounts.class);

  private final IdentityService identities;
  private final Current<PendingChange> changes = new Current<>();

  /** Makes the permissions. */
  @Activate
  public IdentityAccounts(@Reference IdentityService identities) {
    this.identities = identities;
    for (Grant grant : Names.GRANTS) {
      make(grant.permission());
    }
  }

  @Reference(
      name = "PendingChange",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindPendingChange(PendingChange service) {
    changes.appeared(service);
  }

  void unbindPendingChange(PendingChange service) {
    changes.vanished(service);
  }

  @Override
  public Optional<Account> authenticate(String name, char[] password) {
    if (!Names.plausible(name, password) || !passwordIsRight(name, password)) {
      return Optional.empty();
    }
    if (mustChange(name)) {
      return Optional.empty();
    }
    return Names.GRANTS.stream()
        .filter(grant -> granted(name, grant.permission()))
        .findFirst()
        .map(grant -> new Account(name, grant.role()));
  }

  // the identity service does not say it: without Kura's user admin service nobody knows
  private boolean mustChange(String name) {
    Optional<PendingChange> known = changes.get();
    if (known.isEmpty()) {
      LOG.warn(
          "{}",
          Problem.of(
                  PlatformErrors.ACCOUNTS_FAILED,
                  "nobody logs in while Kura's user admin service is away: it knows whether the"
                      + " password of "
                      + name
                      + " must be changed first")
              .line());
      return true;
    }
    boolean pending = known.get().pending(name);
    if (pending) {
      LOG.warn("the account {} must change its password in Kura's console first", name);
    }
    return pending;
  }

  private boolean passwordIsRight(String name, char[] password) {
    // Kura overwrites what it is given
    char[] copy = password.clone();
    try {
      identities.checkPassword(name, copy);
      return true;
    } catch (KuraException e) {
      LOG.debug("{} did not log in", name, e);
      return false;
    } catch (RuntimeException e) {
      // a service that is going away fails with these: nobody gets in
      failed(e);
      return false;
    } finally {
      Arrays.fill(copy, ' ');
    }
  }

  private boolean granted(String name, String permission) {
    try {
      identities.checkPermission(name, new Permission(permission));
      return true;
    } catch (KuraException e) {
      LOG.debug("{} has no permission {}", name, permission, e);
      return false;
    } catch (RuntimeException e) {
      // a service that is going away fails with these: nobody gets in
      failed(e);
      return false;
    }
  }

  private void make(String permission) {
    try {
      identities.createPermission(new Permission(permission));
    } catch (KuraException e) {
      failed(e);
    } catch (RuntimeException e) {
      // accounts that have the permission already are good without
      failed(e);
    }
  }

  private static void failed(Exception e) {
    LOG.warn(
        "{}", Problem.of(PlatformErrors.ACCOUNTS_FAILED, String.valueOf(e.getMessage())).line(), e);
  }
}
