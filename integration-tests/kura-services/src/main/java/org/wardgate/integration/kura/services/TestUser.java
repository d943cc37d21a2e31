package org.wardgate.integration.kura.services;

import java.util.Dictionary;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.useradmin.User;

/** A user of the user admin. */
class TestUser implements User {
  private final String name;
  private final int type;
  private final Dictionary<String, Object> properties =
      FrameworkUtil.asDictionary(new ConcurrentHashMap<>());
  private final Dictionary<String, Object> credentials =
      FrameworkUtil.asDictionary(new ConcurrentHashMap<>());

  TestUser(String name, int type) {
    this.name = name;
    this.type = type;
  }

  @Override
  public final String getName() {
    return name;
  }

  @Override
  public final int getType() {
    return type;
  }

  @Override
  public final Dictionary<String, Object> getProperties() {
    return properties;
  }

  @Override
  public final Dictionary<String, Object> getCredentials() {
    return credentials;
  }

  @Override
  public final boolean hasCredential(String key, Object value) {
    return value.equals(credentials.get(key));
  }
}
