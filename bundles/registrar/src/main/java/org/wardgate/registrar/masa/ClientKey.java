package org.wardgate.registrar.masa;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.identity.GatewayCredential;

/**
 * Authenticates the gateway as a TLS client, whatever issuers the server would like (RFC 8995
 * §5.4). The key stays where it is: it may be one of a token.
 */
final class ClientKey extends X509ExtendedKeyManager {
  private static final String ALIAS = "gateway";

  private final GatewayCredential credential;

  ClientKey(GatewayCredential credential) {
    this.credential = credential;
  }

  private boolean offered(String[] keyTypes) {
    String kind = credential.chain().get(0).getPublicKey().getAlgorithm();
    return Arrays.asList(keyTypes).contains(kind);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return offered(keyTypes) ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return offered(keyTypes) ? ALIAS : null;
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return offered(new String[] {keyType}) ? new String[] {ALIAS} : new String[0];
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return credential.chain().toArray(new X509Certificate[0]);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return credential.privateKey();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[0];
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
