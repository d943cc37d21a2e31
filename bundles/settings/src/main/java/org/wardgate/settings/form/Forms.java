package org.wardgate.settings.form;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.configuration.SettingsDesk;
import org.wardgate.api.configuration.SettingsForm;
import org.wardgate.api.configuration.SettingsForm.Field;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.Secrets;
import org.wardgate.api.platform.SettingsStore;
import org.wardgate.settings.form.StoredConfigurations.Stored;

/** Makes forms of shapes and values, and takes changed ones. Changes happen one at a time. */
final class Forms implements SettingsDesk {
  private static final Logger LOG = LoggerFactory.getLogger(Forms.class);

  private final Supplier<List<Shape>> shapes;
  private final StoredConfigurations configurations;
  private final ConfigurationReports reports;
  private final Supplier<Optional<SettingsStore>> store;
  private final Supplier<Optional<Secrets>> secrets;
  private final Trial.Patience patience;
  private final FormVersion version = new FormVersion(new SecureRandom());

  Forms(
      Supplier<List<Shape>> shapes,
      StoredConfigurations configurations,
      ConfigurationReports reports,
      Supplier<Optional<SettingsStore>> store,
      Supplier<Optional<Secrets>> secrets,
      Trial.Patience patience) {
    this.shapes = shapes;
    this.configurations = configurations;
    this.reports = reports;
    this.store = store;
    this.secrets = secrets;
    this.patience = patience;
  }

  private record Entry(Shape shape, Stored stored) {}

  @Override
  public List<SettingsForm> forms() {
    return entries().stream().map(this::form).toList();
  }

  @Override
  public Optional<SettingsForm> form(String pid) {
    return entry(pid).map(this::form);
  }

  @Override
  public synchronized SettingsForm change(
      String pid, String edited, Map<String, List<String>> values) throws RefusedException {
    Entry entry =
        entry(pid).orElseThrow(() -> new RefusedException(ConfigurationErrors.NO_FORM, pid));
    if (!version.of(entry.stored().values()).equals(edited)) {
      throw new RefusedException(ConfigurationErrors.EDITED_MEANWHILE, pid);
    }
    Map<String, Object> converted = converted(entry, values);
    SettingsStore target =
        store.get().orElseThrow(() -> new RefusedException(ConfigurationErrors.NO_STORE, pid));
    Map<String, Object> old = unchanged(entry);
    Map<String, Object> all = new LinkedHashMap<>(old);
    all.putAll(converted);
    Trial trial = new Trial(reports, pid);
    try {
      target.store(pid, all);
    } catch (RefusedException e) {
      undo(entry, target, old, converted.keySet(), e);
      throw e;
    }
    Optional<Refusal> refusal = trial.refusal(patience);
    if (refusal.isPresent()) {
      throw putBack(entry, target, old, converted.keySet(), refusal.get());
    }
    LOG.info("settings of {} were changed: {}", pid, converted.keySet());
    return form(pid).orElseThrow(() -> new RefusedException(ConfigurationErrors.NO_FORM, pid));
  }

  private static Map<String, Object> converted(Entry entry, Map<String, List<String>> values)
      throws RefusedException {
    Map<String, Object> converted = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> value : values.entrySet()) {
      String id = value.getKey();
      Attribute attribute =
          entry
              .shape()
              .attribute(id)
              .orElseThrow(() -> new RefusedException(ConfigurationErrors.NO_SETTING, id));
      if (!Guarded.guards(id)) {
        converted.put(id, ValueCheck.convert(attribute, value.getValue()));
      } else if (!value.getValue().equals(values(attribute, entry.stored()))) {
        throw new RefusedException(ConfigurationErrors.GUARDED, id);
      }
    }
    return converted;
  }

  /** A platform may have taken some of the values, and say of the others that it did not. */
  private static void undo(
      Entry entry,
      SettingsStore target,
      Map<String, Object> old,
      Set<String> changed,
      RefusedException cause) {
    String pid = entry.stored().pid();
    try {
      target.store(pid, Before.of(entry.shape(), old, entry.stored().values().keySet(), changed));
      LOG.warn("settings of {} were not stored as a whole, and are as before", pid, cause);
    } catch (RefusedException e) {
      LOG.error("settings of {} may be stored in part", pid, e);
      cause.addSuppressed(e);
    }
  }

  /** What is stored must be what is in force: a restart would not know the last good values. */
  private static RefusedException putBack(
      Entry entry,
      SettingsStore target,
      Map<String, Object> old,
      Set<String> changed,
      Refusal refusal) {
    String pid = entry.stored().pid();
    String why = line(refusal);
    try {
      target.store(pid, Before.of(entry.shape(), old, entry.stored().values().keySet(), changed));
      LOG.warn("settings of {} were put back: {}", pid, why);
      return new RefusedException(ConfigurationErrors.PUT_BACK, why, refusal.cause());
    } catch (RefusedException e) {
      LOG.error("settings of {} were refused and could not be put back: {}", pid, why, e);
      e.addSuppressed(refusal.cause());
      return e;
    }
  }

  /** What is stored, passwords as plain text; one that cannot be revealed is left as it is. */
  private Map<String, Object> unchanged(Entry entry) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Attribute attribute : entry.shape().attributes()) {
      Object value = entry.stored().values().get(attribute.id());
      if (value == null) {
        continue;
      }
      if (attribute.type() != AttributeType.PASSWORD) {
        all.put(attribute.id(), value);
      } else if (value instanceof String sealed) {
        revealed(attribute, sealed).ifPresent(plain -> all.put(attribute.id(), plain));
      }
    }
    return all;
  }

  private Optional<String> revealed(Attribute attribute, String sealed) {
    try {
      Optional<Secrets> revealer = secrets.get();
      if (revealer.isEmpty()) {
        return Optional.empty();
      }
      char[] plain = revealer.get().reveal(sealed);
      try {
        return Optional.of(String.valueOf(plain));
      } finally {
        Arrays.fill(plain, '\0');
      }
    } catch (RefusedException e) {
      LOG.warn("the password {} stays as it is: {}", attribute.id(), e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Entry> entry(String pid) {
    return entries().stream().filter(entry -> entry.stored().pid().equals(pid)).findFirst();
  }

  private List<Entry> entries() {
    List<Stored> stored = stored();
    List<Entry> entries = new ArrayList<>();
    for (Shape shape : shapes.get()) {
      if (shape.factory()) {
        stored.stream()
            .filter(one -> one.factoryPid().equals(shape.pid()))
            .sorted(Comparator.comparing(Stored::pid))
            .forEach(one -> entries.add(new Entry(shape, one)));
      } else {
        entries.add(
            new Entry(
                shape,
                stored.stream()
                    .filter(one -> one.factoryPid().isEmpty() && one.pid().equals(shape.pid()))
                    .findFirst()
                    .orElseGet(() -> new Stored(shape.pid(), "", Map.of()))));
      }
    }
    return entries;
  }

  private List<Stored> stored() {
    try {
      return configurations.all();
    } catch (RefusedException e) {
      // a change would then be refused as edited meanwhile, or stored as a whole: either is right
      LOG.error("configurations", e);
      return List.of();
    }
  }

  private SettingsForm form(Entry entry) {
    Shape shape = entry.shape();
    Stored stored = entry.stored();
    return new SettingsForm(
        stored.pid(),
        stored.factoryPid(),
        shape.name(),
        shape.description(),
        version.of(stored.values()),
        shape.attributes().stream().map(attribute -> field(attribute, stored)).toList(),
        reports.current().stream()
            .filter(refused -> refused.pid().equals(stored.pid()))
            .map(refused -> line(refused.refusal()))
            .toList());
  }

  private static Field field(Attribute attribute, Stored stored) {
    return new Field(
        attribute.id(),
        attribute.name(),
        attribute.description(),
        attribute.type().label(),
        attribute.cardinality(),
        attribute.required(),
        attribute.min(),
        attribute.max(),
        attribute.options(),
        values(attribute, stored),
        Guarded.guards(attribute.id()) ? Guarded.NOTE : "");
  }

  private static List<String> values(Attribute attribute, Stored stored) {
    if (attribute.type() == AttributeType.PASSWORD) {
      return List.of();
    }
    Object value = stored.values().get(attribute.id());
    return value == null ? attribute.defaults() : StoredValue.texts(value);
  }

  private static String line(Refusal refusal) {
    String value = refusal.value().isEmpty() ? "" : " = " + refusal.value();
    return Problem.clean(refusal.property() + value)
        + ": "
        + refusal.cause().problem().line()
        + "; "
        + refusal.cause().problem().remedy();
  }
}
