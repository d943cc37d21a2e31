package org.wardgate.platform.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.KeyVault.StoredKey;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

class FileKeyVaultTest {
  @TempDir Path directory = Path.of("");

  private static X509Certificate certificate(PublicKey subject, PrivateKey signer)
      throws Exception {
    Issue issue =
        Issue.of("ca", subject, Instant.EPOCH, Issue.NO_EXPIRY, BigInteger.TEN, Profile.CA);
    return CertificateIssuer.issue(issue, Optional.empty(), signer);
  }

  private static void assertBelongTogether(StoredKey key) throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key.privateKey());
    signature.update((byte) 7);
    byte[] signed = signature.sign();
    signature.initVerify(key.publicKey());
    signature.update((byte) 7);
    assertThat(signature.verify(signed)).isTrue();
  }

  @Test
  void aKeyIsMadeOnceAndFoundAgain() throws Exception {
    StoredKey made = new FileKeyVault(directory).key("journal");
    assertThat(made.chain()).isEmpty();
    assertBelongTogether(made);
    StoredKey found = new FileKeyVault(directory).key("journal");
    assertThat(found.publicKey()).isEqualTo(made.publicKey());
    assertThat(found.chain()).isEmpty();
    assertBelongTogether(found);
  }

  @Test
  void aliasesHaveTheirOwnKeys() throws Exception {
    FileKeyVault vault = new FileKeyVault(directory);
    assertThat(vault.key("a").publicKey()).isNotEqualTo(vault.key("b").publicKey());
  }

  @Test
  void aChainIsStored() throws Exception {
    FileKeyVault vault = new FileKeyVault(directory);
    StoredKey key = vault.key("ca");
    X509Certificate certificate = certificate(key.publicKey(), key.privateKey());
    vault.storeChain("ca", List.of(certificate));
    assertThat(vault.key("ca").chain()).containsExactly(certificate);
    StoredKey found = new FileKeyVault(directory).key("ca");
    assertThat(found.chain()).containsExactly(certificate);
    assertBelongTogether(found);
  }

  @Test
  void aForeignChainIsRefused() throws Exception {
    FileKeyVault vault = new FileKeyVault(directory);
    StoredKey key = vault.key("ca");
    KeyPair other = Placeholder.newKeyPair();
    X509Certificate foreign = certificate(other.getPublic(), other.getPrivate());
    assertThatThrownBy(() -> vault.storeChain("ca", List.of(foreign)))
        .hasMessageContaining("WG-PLAT-0001");
    assertThatThrownBy(() -> vault.storeChain("ca", List.of()))
        .hasMessageContaining("WG-PLAT-0001");
    assertThat(vault.key("ca").publicKey()).isEqualTo(key.publicKey());
  }

  @Test
  void aChainWithoutKeyIsRefused() throws Exception {
    KeyPair pair = Placeholder.newKeyPair();
    X509Certificate certificate = certificate(pair.getPublic(), pair.getPrivate());
    FileKeyVault vault = new FileKeyVault(directory);
    assertThatThrownBy(() -> vault.storeChain("none", List.of(certificate)))
        .hasMessageContaining("there is no key none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "../a", "a\n"})
  void badAliasesAreRefused(String alias) {
    FileKeyVault vault = new FileKeyVault(directory);
    assertThatThrownBy(() -> vault.key(alias)).isInstanceOf(RefusedException.class);
  }

  @Test
  void filesAreForTheOwnerAlone() throws Exception {
    new FileKeyVault(directory).key("journal");
    for (String name : List.of("vault.p12", "vault.password")) {
      assertThat(Files.getPosixFilePermissions(directory.resolve(name)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(Files.exists(directory.resolve("vault.p12.new"))).isFalse();
  }

  @Test
  void aDamagedVaultIsRefusedAndNeverReplaced() throws Exception {
    new FileKeyVault(directory).key("journal");
    Path store = directory.resolve("vault.p12");
    byte[] content = Files.readAllBytes(store);
    content[content.length / 2] ^= 1;
    Files.write(store, content);
    assertThatThrownBy(() -> new FileKeyVault(directory).key("journal"))
        .hasMessageContaining("WG-PLAT-0001");
    assertThatThrownBy(() -> new FileKeyVault(directory).key("another"))
        .hasMessageContaining("WG-PLAT-0001");
    assertThat(Files.readAllBytes(store)).isEqualTo(content);
  }

  @Test
  void aLostPasswordIsRefusedAndNeverReplaced() throws Exception {
    new FileKeyVault(directory).key("journal");
    Files.delete(directory.resolve("vault.password"));
    assertThatThrownBy(() -> new FileKeyVault(directory).key("journal"))
        .hasMessageContaining("vault.password is missing");
    assertThat(Files.exists(directory.resolve("vault.password"))).isFalse();
  }

  @Test
  void aLeftoverOfACrashIsNoHindrance() throws Exception {
    Files.writeString(directory.resolve("vault.p12.new"), "torn");
    Files.writeString(directory.resolve("vault.password.new"), "torn");
    assertThat(new FileKeyVault(directory).key("journal").chain()).isEmpty();
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsRefused() {
    FileKeyVault vault = new FileKeyVault(directory.resolve("absent"));
    assertThatThrownBy(() -> vault.key("journal")).hasMessageContaining("WG-PLAT-0001");
  }

  @Test
  void aSecretKeyIsMadeOnceAndFoundAgain() throws Exception {
    byte[] made = new FileKeyVault(directory).secret("sessions").getEncoded();
    assertThat(made).hasSize(32);
    FileKeyVault again = new FileKeyVault(directory);
    assertThat(again.secret("sessions").getEncoded()).isEqualTo(made);
    assertThat(again.secret("sessions").getAlgorithm()).isEqualTo("AES");
    assertThat(again.secret("others").getEncoded()).isNotEqualTo(made);
  }

  @Test
  void aKeyAndASecretKeyMayShareAName() throws Exception {
    FileKeyVault vault = new FileKeyVault(directory);
    byte[] secret = vault.secret("journal").getEncoded();
    StoredKey key = vault.key("journal");
    FileKeyVault again = new FileKeyVault(directory);
    assertThat(again.secret("journal").getEncoded()).isEqualTo(secret);
    assertThat(again.key("journal").publicKey()).isEqualTo(key.publicKey());
  }

  @Test
  void whatIsRemovedIsGone() throws Exception {
    FileKeyVault vault = new FileKeyVault(directory);
    StoredKey key = vault.key("ward-ca");
    StoredKey other = vault.key("gateway");
    byte[] secret = vault.secret("ward-ca").getEncoded();
    vault.remove("ward-ca");
    vault.remove("ward-ca");
    FileKeyVault again = new FileKeyVault(directory);
    assertThat(again.key("ward-ca").publicKey()).isNotEqualTo(key.publicKey());
    assertThat(again.secret("ward-ca").getEncoded()).isNotEqualTo(secret);
    assertThat(again.key("gateway").publicKey()).isEqualTo(other.publicKey());
  }

  @Test
  void whatIsRemovedIsGoneAtOnceInThisVaultToo() throws Exception {
    FileKeyVault vault = new FileKeyVault(directory);
    StoredKey key = vault.key("ward-ca");
    vault.remove("ward-ca");
    assertThat(vault.key("ward-ca").publicKey()).isNotEqualTo(key.publicKey());
  }

  @Test
  void secretsOfADamagedVaultAreRefused() throws Exception {
    new FileKeyVault(directory).secret("sessions");
    Files.writeString(directory.resolve("vault.p12"), "damaged");
    FileKeyVault vault = new FileKeyVault(directory);
    assertThatThrownBy(() -> vault.secret("sessions")).hasMessageContaining("WG-PLAT-0001");
    assertThatThrownBy(() -> vault.secret("another")).hasMessageContaining("WG-PLAT-0001");
    assertThatThrownBy(() -> vault.remove("sessions")).hasMessageContaining("WG-PLAT-0001");
    assertThat(Files.readString(directory.resolve("vault.p12"))).isEqualTo("damaged");
  }
}
