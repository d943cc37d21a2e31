package org.wardgate.console.access;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.Accounts;
import org.wardgate.api.platform.Accounts.Account;

/**
 * Lets in who has an account of the platform, by HTTP Basic (RFC 7617). Wrong passwords are limited
 * for each address and for each name. Strangers who guess cannot keep anybody out: who logged in
 * lately has tries and a turn of their own there, all others share a {@link WaitingRoom}.
 * Thread-safe.
 */
final class AccountLogin {
  /** The header's scheme. */
  static final String SCHEME = "Basic ";

  /** Wrong passwords of one address at once, and the seconds until one more. */
  static final int ADDRESS_FAILURES_MAX_COUNT = 5;

  static final double ADDRESS_FAILURE_SECONDS = 5;

  /** Longest credentials, in characters of Base64. */
  static final int CREDENTIALS_MAX_CHARS = 1_024;

  /**
   * Strangers' passwords checked at the same time, one more of known people: the platform may take
   * long for each.
   */
  static final int AT_ONCE_MAX_COUNT = 2;

  private static final int NAME_MAX_CHARS = 64;
  private static final int WAITING_MAX_COUNT = 4;
  private static final long WAIT_MAX_SECONDS = 2;

  private final FailureLimit addresses;
  private final WaitingRoom room;
  private final FailureLimit pairs;
  private final Familiar familiar;
  private final Semaphore reserved = new Semaphore(1, true);
  private final Semaphore turns = new Semaphore(AT_ONCE_MAX_COUNT, true);

  AccountLogin(LongSupplier nanoTime) {
    this.addresses =
        new FailureLimit(ADDRESS_FAILURES_MAX_COUNT, ADDRESS_FAILURE_SECONDS, nanoTime);
    this.pairs = new FailureLimit(ADDRESS_FAILURES_MAX_COUNT, ADDRESS_FAILURE_SECONDS, nanoTime);
    this.familiar = new Familiar(nanoTime);
    this.room = new WaitingRoom(nanoTime);
  }

  /**
   * Somebody who was let in.
   *
   * @param account whose password it was
   * @param first whether there was no login from that network within the last day
   */
  record Entry(Account account, boolean first) {}

  /** A name and a password as they came; the password is overwritten after use. */
  private static final class Typed {
    private final String name;
    private final char[] password;

    private Typed(String name, char[] password) {
      this.name = name;
      this.password = password;
    }
  }

  /**
   * Checks credentials.
   *
   * @param credentials what stands behind {@link #SCHEME}
   * @param address whose they are
   * @return empty if they are wrong
   * @throws RefusedException {@link ConsoleErrors#TOO_MANY_LOGINS}
   */
  Optional<Entry> login(Accounts accounts, String credentials, String address)
      throws RefusedException {
    Optional<Typed> typed = typed(credentials);
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    try {
      return limited(accounts, typed.get(), Network.of(address));
    } finally {
      Arrays.fill(typed.get().password, '\0');
    }
  }

  /** The name that credentials carry, right or wrong. */
  static Optional<String> name(String credentials) {
    Optional<Typed> typed = typed(credentials);
    typed.ifPresent(one -> Arrays.fill(one.password, '\0'));
    return typed.map(one -> one.name);
  }

  private Optional<Entry> limited(Accounts accounts, Typed typed, Network network)
      throws RefusedException {
    String name = typed.name.toLowerCase(Locale.ROOT);
    String both = network.own() + ' ' + name;
    return familiar.contains(both)
        ? familiar(accounts, typed, both).map(account -> new Entry(account, false))
        : stranger(accounts, typed, network, name).map(account -> new Entry(account, true));
  }

  /** Strangers use up nothing of theirs: neither tries nor the turn. */
  private Optional<Account> familiar(Accounts accounts, Typed typed, String both)
      throws RefusedException {
    if (!pairs.take(both)) {
      throw new RefusedException(ConsoleErrors.TOO_MANY_LOGINS, "for this name from this address");
    }
    if (!turn(reserved)) {
      pairs.giveBack(both);
      throw new RefusedException(ConsoleErrors.TOO_MANY_LOGINS, "at the same time");
    }
    try {
      Optional<Account> account = accounts.authenticate(typed.name, typed.password);
      if (account.isPresent()) {
        pairs.giveBack(both);
        familiar.add(both);
      }
      return account;
    } finally {
      reserved.release();
    }
  }

  private Optional<Account> stranger(Accounts accounts, Typed typed, Network network, String name)
      throws RefusedException {
    // a refused address uses up nothing of the name's
    if (!addresses.take(network.own())) {
      throw new RefusedException(ConsoleErrors.TOO_MANY_LOGINS, "from this address");
    }
    if (!room.mayTry(network, name)) {
      addresses.giveBack(network.own());
      throw new RefusedException(
          ConsoleErrors.TOO_MANY_LOGINS,
          "others are being looked at; who asks again within "
              + WaitingRoom.KEPT_SECONDS
              + " s keeps the place in the line");
    }
    if (!turn(turns)) {
      addresses.giveBack(network.own());
      room.later(network, name);
      throw new RefusedException(ConsoleErrors.TOO_MANY_LOGINS, "at the same time");
    }
    try {
      Optional<Account> account = accounts.authenticate(typed.name, typed.password);
      if (account.isPresent()) {
        addresses.giveBack(network.own());
        room.right(name);
        familiar.add(network.own() + ' ' + name);
      }
      return account;
    } finally {
      turns.release();
    }
  }

  private static boolean turn(Semaphore turns) throws RefusedException {
    try {
      return turns.getQueueLength() < WAITING_MAX_COUNT
          && turns.tryAcquire(WAIT_MAX_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(ConsoleErrors.NOT_SERVING, "the console is stopping", e);
    }
  }

  private static Optional<Typed> typed(String credentials) {
    if (credentials.length() > CREDENTIALS_MAX_CHARS) {
      return Optional.empty();
    }
    byte[] bytes = new byte[0];
    CharBuffer text = CharBuffer.allocate(0);
    try {
      bytes = Base64.getDecoder().decode(credentials.strip());
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return split(text);
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(text.array(), '\0');
    }
  }

  private static Optional<Typed> split(CharBuffer text) {
    int colon = 0;
    while (colon < text.length() && text.charAt(colon) != ':') {
      colon++;
    }
    String name = text.subSequence(0, Math.min(colon, NAME_MAX_CHARS + 1)).toString();
    if (colon == text.length()
        || name.isBlank()
        || name.length() > NAME_MAX_CHARS
        || !Problem.clean(name).equals(name)) {
      return Optional.empty();
    }
    char[] password = new char[text.length() - colon - 1];
    text.subSequence(colon + 1, text.length()).get(password);
    return Optional.of(new Typed(name, password));
  }
}
