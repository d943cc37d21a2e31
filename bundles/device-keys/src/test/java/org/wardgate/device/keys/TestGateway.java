package org.wardgate.device.keys;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.InventorySnapshot.SerialKey;
import org.wardgate.api.inventory.JoinMethod;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.crypto.ec.EcKeys;

/** What device keys need of a gateway. */
final class TestGateway implements EventSink, KeyVault, Inventory {
  final List<Event> events = new CopyOnWriteArrayList<>();
  private final Map<String, SecretKey> secrets = new HashMap<>();
  private final Map<String, StoredKey> keys = new HashMap<>();
  private final SecureRandom random = new SecureRandom();

  static Bytes text(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static Bytes key(int seed) {
    return Bytes.of(("key " + seed).getBytes(StandardCharsets.UTF_8)).sha256();
  }

  static DeliveredKey psk(String device, String identity, Bytes key) {
    return new DeliveredKey(new DeviceId(device), text(identity), key, DeliveredKey.Kind.PSK);
  }

  @Override
  public CompletionStage<Void> submit(Event event) {
    events.add(event);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized StoredKey key(String alias) {
    return keys.computeIfAbsent(
        alias,
        a -> {
          KeyPair pair = EcKeys.generateP256();
          return new StoredKey(pair.getPrivate(), pair.getPublic(), List.of());
        });
  }

  @Override
  public synchronized SecretKey secret(String alias) {
    return secrets.computeIfAbsent(
        alias,
        a -> {
          byte[] key = new byte[32];
          random.nextBytes(key);
          return new SecretKeySpec(key, "AES");
        });
  }

  @Override
  public synchronized void remove(String alias) {
    secrets.remove(alias);
  }

  @Override
  public synchronized void storeChain(String alias, List<X509Certificate> chain) {
    StoredKey key = key(alias);
    keys.put(alias, new StoredKey(key.privateKey(), key.publicKey(), chain));
  }

  /** Devices sensor-0 to sensor-9 that may join with keys, pump-0 that may not. */
  @Override
  public InventorySnapshot current() {
    Map<DeviceId, InventoryEntry> devices = new HashMap<>();
    Map<SerialKey, DeviceId> serials = new HashMap<>();
    List<String> names = new ArrayList<>(List.of("pump-0"));
    for (int i = 0; i < 10; i++) {
      names.add("sensor-" + i);
    }
    for (String name : names) {
      DeviceId id = new DeviceId(name);
      String of = name.substring(0, name.indexOf('-'));
      devices.put(
          id,
          new InventoryEntry(
              id, name, of, "acme", "SN-" + name, false, List.of(), Optional.empty()));
      serials.put(new SerialKey("acme", "SN-" + name), id);
    }
    return new InventorySnapshot(
        1,
        Map.of(),
        Map.of(
            "sensor",
            new DeviceClass("sensor", 0.5, 0.5, 60, 3, Set.of(JoinMethod.SHARED_KEY), false),
            "pump",
            new DeviceClass("pump", 0.5, 0.5, 60, 3)),
        devices,
        serials);
  }
}
