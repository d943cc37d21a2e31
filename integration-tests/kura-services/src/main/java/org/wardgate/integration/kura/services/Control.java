package org.wardgate.integration.kura.services;

import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.eclipse.kura.KuraException;
import org.wardgate.integration.kura.control.KuraControl;

/** The tests' hand on the services. */
final class Control implements KuraControl {
  private final Switchboard switchboard;
  private final TestUsers users;
  private final TestCloud cloud;
  private final AesGcmCrypto crypto;
  private final TestConfigurations configurations;

  Control(
      Switchboard switchboard,
      TestUsers users,
      TestCloud cloud,
      AesGcmCrypto crypto,
      TestConfigurations configurations) {
    this.switchboard = switchboard;
    this.users = users;
    this.cloud = cloud;
    this.crypto = crypto;
    this.configurations = configurations;
  }

  @Override
  public void vanish(String objectClass) {
    switchboard.vanish(objectClass);
  }

  @Override
  public void comeBack(String objectClass) {
    switchboard.comeBack(objectClass);
  }

  @Override
  public void account(String name, String password, List<String> permissions) {
    try {
      users.account(name, crypto.sha256Hash(password), permissions);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void loseCloud() {
    cloud.connected(false);
  }

  @Override
  public void restoreCloud() {
    cloud.connected(true);
  }

  @Override
  public List<String> published() {
    return cloud.published();
  }

  @Override
  public void deliver(byte[] body) {
    cloud.deliver(body);
  }

  @Override
  public String request(String application, String method, List<String> arguments, byte[] body) {
    try {
      return cloud.request(application, method, arguments, body);
    } catch (KuraException e) {
      return "500 ";
    }
  }

  @Override
  public void upload(String xml) {
    try {
      configurations.apply(SnapshotXml.read(xml));
    } catch (KuraException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public String decrypted(String password) {
    try {
      return new String(crypto.decryptAes(password.toCharArray()));
    } catch (KuraException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
