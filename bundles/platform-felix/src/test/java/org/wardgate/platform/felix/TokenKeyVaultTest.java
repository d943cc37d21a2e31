package org.wardgate.platform.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.KeyVault.StoredKey;
import org.wardgate.crypto.ec.EcProvider;
import org.wardgate.crypto.revocation.RevocationList;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** Keys inside a token, with SoftHSM. */
class TokenKeyVaultTest {
  @TempDir Path directory = Path.of("");
  private String slot = "";
  private Path pin = Path.of("");
  private DataDirectory data = name -> directory;

  @BeforeEach
  void prepare() {
    SoftHsm.require();
    pin = SoftHsm.pinFile(directory, SoftHsm.PIN);
    data =
        name -> {
          try {
            return Files.createDirectories(directory.resolve(name));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        };
  }

  @AfterEach
  void clean() {
    EcProvider.remove();
    Security.removeProvider("SunPKCS11-wardgate");
  }

  private OpenVault vault() throws Exception {
    if (slot.isEmpty()) {
      slot = SoftHsm.newToken();
    }
    return SoftHsm.open(data, SoftHsm.configuration(slot, pin));
  }

  private static X509Certificate root(PublicKey subject, PrivateKey signer) throws Exception {
    Issue issue =
        Issue.of("ca", subject, Instant.EPOCH, Issue.NO_EXPIRY, BigInteger.TEN, Profile.CA);
    return CertificateIssuer.issue(issue, Optional.empty(), signer);
  }

  private static void assertBelongTogether(StoredKey key) throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key.privateKey());
    signature.update((byte) 7);
    byte[] signed = signature.sign();
    // the same engine, as the handshake's code keeps one for each thread
    signature.initVerify(key.publicKey());
    signature.update((byte) 7);
    assertThat(signature.verify(signed)).isTrue();
    signature.initSign(key.privateKey());
    signature.update((byte) 8);
    assertThat(signature.sign()).isNotEmpty();
  }

  @Test
  void aKeyIsMadeInsideAndNeverLeaves() throws Exception {
    EcProvider.install();
    OpenVault vault = vault();
    StoredKey made = vault.key("ward-ca");
    assertThat(made.chain()).isEmpty();
    assertThat(made.privateKey().getEncoded()).isNull();
    assertThat(made.privateKey().getFormat()).isNull();
    assertBelongTogether(made);
    vault.close();
    OpenVault again = vault();
    StoredKey found = again.key("ward-ca");
    assertThat(found.publicKey()).isEqualTo(made.publicKey());
    assertBelongTogether(found);
    again.close();
    assertThat(SoftHsm.attributes(slot, "ward-ca"))
        .allSatisfy(
            access -> assertThat(access).contains("sensitive").contains("never extractable"));
  }

  @Test
  void aTokensKeySignsAlsoWithoutTheFastProviderInstalled() throws Exception {
    OpenVault vault = vault();
    StoredKey key = vault.key("ward-ca");
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key.privateKey());
    signature.update((byte) 7);
    byte[] signed = signature.sign();
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(key.publicKey());
    verifier.update((byte) 7);
    assertThat(verifier.verify(signed)).isTrue();
    vault.close();
  }

  @Test
  void aTokensKeySignsCertificatesAndRevocationLists() throws Exception {
    OpenVault vault = vault();
    StoredKey key = vault.key("ward-ca");
    X509Certificate root = root(key.publicKey(), key.privateKey());
    root.verify(key.publicKey());
    Instant now = Instant.parse("2026-11-20T10:00:00Z");
    Bytes crl =
        new RevocationList(BigInteger.ONE, now, now.plusSeconds(60), List.of())
            .sign(root, key.privateKey());
    assertThat(RevocationList.ofDer(crl).number()).isEqualTo(BigInteger.ONE);
    vault.close();
  }

  @Test
  void aChainIsStoredBesideTheToken() throws Exception {
    OpenVault vault = vault();
    StoredKey key = vault.key("ward-ca");
    X509Certificate certificate = root(key.publicKey(), key.privateKey());
    vault.storeChain("ward-ca", List.of(certificate, certificate));
    assertThat(vault.key("ward-ca").chain()).containsExactly(certificate, certificate);
    vault.close();
    OpenVault again = vault();
    assertThat(again.key("ward-ca").chain()).containsExactly(certificate, certificate);
    again.close();
  }

  @Test
  void aForeignChainIsRefused() throws Exception {
    OpenVault vault = vault();
    vault.key("ward-ca");
    KeyPair other = Placeholder.newKeyPair();
    X509Certificate foreign = root(other.getPublic(), other.getPrivate());
    assertThatThrownBy(() -> vault.storeChain("ward-ca", List.of(foreign)))
        .hasMessageContaining("WG-PLAT-0001");
    assertThatThrownBy(() -> vault.storeChain("absent", List.of(foreign)))
        .hasMessageContaining("there is no key absent");
    vault.close();
  }

  @Test
  void aChainForAnotherKeyThanTheTokensIsRefusedAtStart() throws Exception {
    OpenVault vault = vault();
    vault.key("ward-ca");
    vault.close();
    KeyPair other = Placeholder.newKeyPair();
    Files.writeString(
        directory.resolve("token/ward-ca.chain.pem"),
        Certificates.toPem(List.of(root(other.getPublic(), other.getPrivate()))));
    OpenVault again = vault();
    assertThatThrownBy(() -> again.key("ward-ca")).hasMessageContaining("another key");
    again.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END"})
  void aDamagedChainIsRefused(String content) throws Exception {
    OpenVault vault = vault();
    Files.writeString(directory.resolve("token/ward-ca.chain.pem"), content);
    assertThatThrownBy(() -> vault.key("ward-ca")).hasMessageContaining("WG-PLAT-0001");
    vault.close();
  }

  @Test
  void aKeyThatTheTokenLostIsNeverMadeAnew() throws Exception {
    OpenVault vault = vault();
    StoredKey key = vault.key("ward-ca");
    vault.storeChain("ward-ca", List.of(root(key.publicKey(), key.privateKey())));
    vault.secret("journal");
    vault.close();
    slot = SoftHsm.newToken();
    OpenVault replaced = vault();
    assertThatThrownBy(() -> replaced.key("ward-ca")).hasMessageContaining("lost the key");
    assertThatThrownBy(() -> replaced.secret("journal")).hasMessageContaining("lost the key");
    assertThatThrownBy(() -> replaced.secret("another")).hasMessageContaining("lost the key");
    replaced.close();
  }

  @Test
  void aSecretKeyIsMadeOnceAndFoundAgain() throws Exception {
    OpenVault vault = vault();
    byte[] made = vault.secret("sessions").getEncoded();
    assertThat(made).hasSize(32);
    assertThat(vault.secret("others").getEncoded()).isNotEqualTo(made);
    vault.close();
    OpenVault again = vault();
    assertThat(again.secret("sessions").getEncoded()).isEqualTo(made);
    assertThat(again.secret("sessions").getAlgorithm()).isEqualTo("AES");
    again.close();
  }

  @Test
  void aSecretKeyEncrypts() throws Exception {
    OpenVault vault = vault();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, vault.secret("sessions"), new GCMParameterSpec(128, new byte[12]));
    assertThat(cipher.doFinal(new byte[10])).hasSize(26);
    vault.close();
  }

  @Test
  void aSecretKeysFileShowsNothingAndBelongsToItsName() throws Exception {
    OpenVault vault = vault();
    byte[] secret = vault.secret("sessions").getEncoded();
    vault.close();
    Path file = directory.resolve("token/sessions.secret");
    String stored = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    assertThat(stored).doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    Files.copy(file, directory.resolve("token/renamed.secret"));
    OpenVault again = vault();
    assertThatThrownBy(() -> again.secret("renamed")).hasMessageContaining("WG-PLAT-0001");
    again.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 59, 61, 1000})
  void aSecretKeysFileOfAnotherLengthIsRefused(int length) throws Exception {
    OpenVault vault = vault();
    Files.write(directory.resolve("token/sessions.secret"), new byte[length]);
    // there is no wrapping key yet either, and a file that needs it
    assertThatThrownBy(() -> vault.secret("sessions")).hasMessageContaining("WG-PLAT-0001");
    Files.delete(directory.resolve("token/sessions.secret"));
    vault.secret("first");
    Files.write(directory.resolve("token/sessions.secret"), new byte[length]);
    assertThatThrownBy(() -> vault.secret("sessions")).hasMessageContaining("WG-PLAT-0001");
    vault.close();
  }

  @Test
  void whatIsRemovedIsGone() throws Exception {
    OpenVault vault = vault();
    StoredKey key = vault.key("ward-ca");
    vault.storeChain("ward-ca", List.of(root(key.publicKey(), key.privateKey())));
    byte[] secret = vault.secret("ward-ca").getEncoded();
    vault.remove("ward-ca");
    vault.remove("ward-ca");
    vault.remove("never-there");
    assertThat(vault.key("ward-ca").publicKey()).isNotEqualTo(key.publicKey());
    assertThat(vault.key("ward-ca").chain()).isEmpty();
    assertThat(vault.secret("ward-ca").getEncoded()).isNotEqualTo(secret);
    vault.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "../a", "a\n", "wardgate-wrapping"})
  void badAliasesAreRefused(String alias) throws Exception {
    OpenVault vault = vault();
    assertThatThrownBy(() -> vault.key(alias)).hasMessageContaining("WG-PLAT-0001");
    assertThatThrownBy(() -> vault.secret(alias)).hasMessageContaining("WG-PLAT-0001");
    assertThatThrownBy(() -> vault.remove(alias)).hasMessageContaining("WG-PLAT-0001");
    vault.close();
  }

  @Test
  void aWrongPinIsRefused() {
    pin = SoftHsm.pinFile(directory, "0815");
    assertThatThrownBy(this::vault).hasMessageContaining("WG-PLAT-0001");
  }

  @Test
  void aPinThatOthersCanReadIsRefused() throws Exception {
    Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(this::vault).hasMessageContaining("open to others");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  void anEmptyPinIsRefused(String content) {
    pin = SoftHsm.pinFile(directory, content);
    assertThatThrownBy(this::vault).hasMessageContaining("no PIN");
  }

  @Test
  void aPinFileThatIsTooLongOrMissingIsRefused() throws Exception {
    pin = SoftHsm.pinFile(directory, "1".repeat(300));
    assertThatThrownBy(this::vault).hasMessageContaining("no PIN");
    Files.delete(pin);
    assertThatThrownBy(this::vault).hasMessageContaining("WG-PLAT-0001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "one", "1\nname=x", "12345678901234567890"})
  void aSlotThatIsNoneIsRefused(String wrong) {
    slot = wrong;
    assertThatThrownBy(this::vault).hasMessageMatching("WG-(PLAT-0004|CFG-000).*");
  }

  @Test
  void aSlotThatIsNotThereIsRefused() {
    slot = "1";
    assertThatThrownBy(this::vault).hasMessageContaining("WG-PLAT-0001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative.so", "/a b", "/a\nname=x", "/absent.so", "/etc"})
  void aLibraryThatIsNoneIsRefusedAndNoOtherVaultTakesItsPlace(String library) {
    Map<String, Object> values = Map.of("pkcs11Library", library, "pkcs11PinFile", pin.toString());
    assertThatThrownBy(() -> SoftHsm.open(data, values)).hasMessageMatching("WG-(PLAT|CFG)-000.*");
  }

  @Test
  void withoutALibraryKeysAreInTheFile() throws Exception {
    OpenVault vault = SoftHsm.open(data, Map.of("pkcs11Slot", "", "pkcs11Library", ""));
    assertThat(vault.key("journal").privateKey().getEncoded()).isNotNull();
    assertThat(Files.exists(directory.resolve("keys/vault.p12"))).isTrue();
    vault.close();
  }
}
