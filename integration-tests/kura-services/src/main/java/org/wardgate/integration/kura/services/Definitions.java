package org.wardgate.integration.kura.services;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.configuration.Password;
import org.eclipse.kura.crypto.CryptoService;
import org.jspecify.annotations.Nullable;

/** The metatype of all active bundles. Kura checks no limits, so there are none here. */
final class Definitions {
  private final Map<String, Metatype> byPid = new ConcurrentHashMap<>();
  private final CryptoService crypto;

  Definitions(CryptoService crypto) {
    this.crypto = crypto;
  }

  void add(Metatype metatype) {
    byPid.put(metatype.pid(), metatype);
  }

  void remove(Metatype metatype) {
    byPid.remove(metatype.pid());
  }

  Set<String> factories() {
    TreeSet<String> pids = new TreeSet<>();
    byPid.values().stream().filter(Metatype::factory).forEach(m -> pids.add(m.pid()));
    return pids;
  }

  /** The values with the defaults of what is missing; passwords encrypted. */
  Map<String, Object> merged(String pid, Map<String, Object> values) throws KuraException {
    Map<String, Object> merged = new HashMap<>(encrypted(values));
    Metatype metatype = byPid.get(pid);
    if (metatype != null) {
      for (Map.Entry<String, Metatype.Attribute> entry : metatype.attributes().entrySet()) {
        Metatype.Attribute attribute = entry.getValue();
        if (!merged.containsKey(entry.getKey()) && !isEmpty(attribute.defaults())) {
          Object value = Values.of(attribute.type(), attribute.cardinality(), attribute.defaults());
          merged.putAll(encrypted(Map.of(entry.getKey(), value)));
        }
      }
    }
    return merged;
  }

  private static boolean isEmpty(List<String> defaults) {
    return defaults.stream().allMatch(String::isEmpty);
  }

  private Map<String, Object> encrypted(Map<String, Object> values) throws KuraException {
    Map<String, Object> encrypted = new HashMap<>(values);
    for (Map.Entry<String, Object> entry : encrypted.entrySet()) {
      if (entry.getValue() instanceof Password password) {
        entry.setValue(encrypt(password));
      } else if (entry.getValue() instanceof Password[] several) {
        String[] texts = new String[several.length];
        for (int i = 0; i < several.length; i++) {
          texts[i] = encrypt(several[i]);
        }
        entry.setValue(texts);
      }
    }
    return encrypted;
  }

  private String encrypt(Password password) throws KuraException {
    char @Nullable [] plain = password.getPassword();
    return new String(crypto.encryptAes(plain == null ? new char[0] : plain));
  }
}
