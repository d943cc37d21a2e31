package org.wardgate.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;

/** Two people are two tokens. */
class OperatorTokensTest {
  private static final String ANNS = "a".repeat(64);
  private static final String BOBS = "b".repeat(64);

  @TempDir Path directory = Path.of("");
  private final AtomicLong nanos = new AtomicLong();
  private OperatorTokens tokens = unread();

  private OperatorTokens unread() {
    try {
      AdminToken admin =
          AdminToken.load(Files.createTempDirectory("t").resolve("a"), new SecureRandom());
      return new OperatorTokens(directory.resolve("operators"), admin, nanos::get);
    } catch (RefusedException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void folder() throws Exception {
    Files.createDirectories(directory.resolve("operators"));
    AdminToken admin = AdminToken.load(directory.resolve("admin.token"), new SecureRandom());
    tokens = new OperatorTokens(directory.resolve("operators"), admin, nanos::get);
  }

  private void file(String name, String content, String permissions) throws IOException {
    Path file = directory.resolve("operators").resolve(name);
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void aTokenNamesItsHolder() throws IOException {
    file("ann.token", ANNS + "\n", "rw-------");
    file("bob.token", BOBS, "rw-------");
    assertThat(tokens.holder(ANNS)).contains("ann");
    assertThat(tokens.holder(BOBS)).contains("bob");
    assertThat(tokens.holder("c".repeat(64))).isEmpty();
    assertThat(tokens.holder("")).isEmpty();
  }

  @Test
  void aFileThatOthersMayReadNamesNobody() throws IOException {
    file("ann.token", ANNS, "rw-r-----");
    assertThat(tokens.holder(ANNS)).isEmpty();
  }

  @Test
  void oneTokenInTwoFilesIsNotTwoPeopleAndNotOne() throws IOException {
    file("ann.token", ANNS, "rw-------");
    file("bob.token", ANNS, "rw-------");
    assertThat(tokens.holder(ANNS)).isEmpty();
  }

  @Test
  void theAdminsTokenMakesNobodyAnOperator() throws IOException {
    String admins = Files.readString(directory.resolve("admin.token")).strip();
    file("ann.token", admins, "rw-------");
    assertThat(tokens.holder(admins)).isEmpty();
  }

  @Test
  void namesThatAreNoNamesAndTokensThatAreNoTokensCountForNothing() throws IOException {
    file("Ann.token", ANNS, "rw-------");
    file("bob.txt", BOBS, "rw-------");
    file("carl.token", "short", "rw-------");
    assertThat(tokens.holder(ANNS)).isEmpty();
    assertThat(tokens.holder(BOBS)).isEmpty();
    assertThat(tokens.holder("short")).isEmpty();
  }

  @Test
  void filesComeAndGoWhileTheGatewayRuns() throws IOException {
    assertThat(tokens.holder(ANNS)).isEmpty();
    file("ann.token", ANNS, "rw-------");
    nanos.addAndGet(2_000_000_000L);
    assertThat(tokens.holder(ANNS)).contains("ann");
    Files.delete(directory.resolve("operators/ann.token"));
    nanos.addAndGet(2_000_000_000L);
    assertThat(tokens.holder(ANNS)).isEmpty();
  }

  @Test
  void whoWasAddedAMomentAgoCountsAtOnce() throws IOException {
    Files.setLastModifiedTime(directory.resolve("operators"), FileTime.fromMillis(1_000));
    assertThat(tokens.holder(ANNS)).isEmpty();
    file("ann.token", ANNS, "rw-------");
    assertThat(tokens.holder(ANNS)).contains("ann");
  }

  @Test
  void withoutAFolderThereIsNobody() throws IOException {
    Files.delete(directory.resolve("operators"));
    assertThat(tokens.holder(ANNS)).isEmpty();
  }
}
