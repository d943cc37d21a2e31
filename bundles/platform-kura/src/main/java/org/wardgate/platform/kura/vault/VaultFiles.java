package org.wardgate.platform.kura.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.platform.PlatformErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.platform.kura.OwnerOnly;
import org.wardgate.platform.kura.secret.Sealing;

/**
 * What stands in files beside the key store: for each key its public half, which says that the key
 * exists, a sealed copy, and the chain; and the sealed secret keys. Kura writes a key store in
 * place, so a power cut may tear it; these files are whole always. Not thread-safe.
 */
final class VaultFiles {
  private static final Logger LOG = LoggerFactory.getLogger(VaultFiles.class);
  private static final String PUBLIC = ".public";
  private static final String COPY = ".key";
  private static final String CHAIN = ".chain.pem";
  private static final String SECRET = ".secret";
  private static final int KEY_MAX_BYTES = 16_384;

  private final Path directory;
  private final Sealing sealing;

  VaultFiles(Path directory, Sealing sealing) {
    this.directory = directory;
    this.sealing = sealing;
  }

  /** Whether there are keys, and all can be had without the key store. */
  boolean suffice() {
    try (Stream<Path> all = Files.list(directory)) {
      List<String> names = all.map(path -> String.valueOf(path.getFileName())).toList();
      List<String> keys = names.stream().filter(name -> name.endsWith(PUBLIC)).toList();
      return !keys.isEmpty()
          && keys.stream()
              .map(name -> name.substring(0, name.length() - PUBLIC.length()) + COPY)
              .allMatch(names::contains);
    } catch (IOException e) {
      LOG.warn("{}", failed(directory.toString(), e).problem().line(), e);
      return false;
    }
  }

  Optional<PublicKey> publicKey(String alias) throws RefusedException {
    Optional<Bytes> content = read(alias + PUBLIC, KEY_MAX_BYTES);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Keys.publicKey(content.get().toArray()));
    } catch (GeneralSecurityException e) {
      throw failed(alias + PUBLIC, e);
    }
  }

  /** The sealed copy, if there is one; it belongs to the public key. */
  Optional<PrivateKey> copy(String alias, PublicKey publicKey) throws RefusedException {
    Optional<Bytes> sealed = read(alias + COPY, KEY_MAX_BYTES);
    if (sealed.isEmpty()) {
      return Optional.empty();
    }
    try {
      PrivateKey opened = Keys.privateKey(sealing.open(alias + COPY, sealed.get()));
      if (!Keys.belongTogether(opened, publicKey)) {
        throw refused(alias + COPY + " is the copy of another key");
      }
      return Optional.of(opened);
    } catch (GeneralSecurityException e) {
      throw failed(alias + COPY, e);
    }
  }

  /** From now on the key exists. One that its store does not give out has no copy. */
  void storeKey(String alias, PrivateKey privateKey, PublicKey publicKey) throws RefusedException {
    byte[] encoded = privateKey.getEncoded();
    if (encoded != null) {
      write(alias + COPY, sealing.seal(alias + COPY, encoded));
    }
    write(alias + PUBLIC, Bytes.of(publicKey.getEncoded()));
  }

  List<X509Certificate> chain(String alias, PublicKey publicKey) throws RefusedException {
    Optional<Bytes> pem = read(alias + CHAIN, Certificates.PEM_MAX_CHARS);
    if (pem.isEmpty()) {
      return List.of();
    }
    try {
      List<X509Certificate> chain =
          Certificates.ofPem(new String(pem.get().toArray(), StandardCharsets.US_ASCII));
      if (chain.isEmpty() || !chain.get(0).getPublicKey().equals(publicKey)) {
        throw refused(alias + CHAIN + " is not for this key");
      }
      return chain;
    } catch (CryptoException e) {
      throw failed(alias + CHAIN, e);
    }
  }

  void storeChain(String alias, List<X509Certificate> chain) throws RefusedException {
    write(alias + CHAIN, Bytes.of(Certificates.toPem(chain).getBytes(StandardCharsets.US_ASCII)));
  }

  Optional<SecretKey> secret(String alias) throws RefusedException {
    Optional<Bytes> sealed = read(alias + SECRET, KEY_MAX_BYTES);
    if (sealed.isEmpty()) {
      return Optional.empty();
    }
    byte[] opened = sealing.open(alias + SECRET, sealed.get());
    if (opened.length != Keys.SECRET_BYTES) {
      throw refused(alias + SECRET + " has another length than it was written with");
    }
    return Optional.of(Keys.secret(opened));
  }

  void storeSecret(String alias, SecretKey secret) throws RefusedException {
    write(alias + SECRET, sealing.seal(alias + SECRET, secret.getEncoded()));
  }

  /** Forgets a key: what says that it exists goes last but for the key store's own. */
  void remove(String alias) throws RefusedException {
    try {
      for (String suffix : List.of(CHAIN, SECRET, COPY, PUBLIC)) {
        OwnerOnly.delete(directory.resolve(alias + suffix));
      }
    } catch (IOException e) {
      throw failed("removing " + alias, e);
    }
  }

  private Optional<Bytes> read(String name, int maxBytes) throws RefusedException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Bytes content = DurableFile.readAtMost(file, maxBytes);
      if (content.length() > maxBytes) {
        throw refused(name + " has more than " + maxBytes + " bytes");
      }
      return Optional.of(content);
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  private void write(String name, Bytes content) throws RefusedException {
    try {
      DurableFile.write(directory.resolve(name), content);
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(PlatformErrors.VAULT_FAILED, detail);
  }

  private static RefusedException failed(String what, Exception cause) {
    return new RefusedException(
        PlatformErrors.VAULT_FAILED, what + ": " + cause.getMessage(), cause);
  }
}
