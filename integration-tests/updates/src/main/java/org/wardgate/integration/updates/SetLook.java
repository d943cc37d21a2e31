package org.wardgate.integration.updates;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether the old set came up or the new one, whole, and the journal knows. */
final class SetLook {
  private final Gateway gateway;
  private final Packages packages;
  private final Release before;

  SetLook(Gateway gateway, Packages packages, Release before) {
    this.gateway = gateway;
    this.packages = packages;
    this.before = before;
  }

  /** The set that runs, if everything is right. */
  Release should(Kill kill) throws IOException {
    return isNew(kill) ? kill.next() : before;
  }

  private boolean isNew(Kill kill) throws IOException {
    return gateway.counts().equals(kill.next().version());
  }

  List<String> wrong(Kill kill) throws IOException {
    List<String> wrong = new ArrayList<>();
    String kept = gateway.counts();
    if (!isNew(kill) && !kept.equals(before.version())) {
      wrong.add("neither old nor new counts: " + kept);
    }
    if (isNew(kill) && kill.bad()) {
      wrong.add("a bundle that does not start counts");
    }
    Map<String, String> others = others(should(kill));
    if (!others.isEmpty()) {
      wrong.add("a mix of sets: " + others);
    }
    journal(kill, wrong);
    return wrong;
  }

  /** Bundles that run and are not the set's. */
  private Map<String, String> others(Release should) throws IOException {
    Map<String, String> wanted = packages.distributed();
    wanted.putAll(should.bundles());
    Map<String, String> others = new TreeMap<>();
    running()
        .forEach(
            (name, version) -> {
              if (!version.equals(wanted.get(name))) {
                others.put(name, version);
              }
            });
    return others;
  }

  /** The launcher replaces that folder after a start: what vanishes meanwhile is read again. */
  private Map<String, String> running() throws IOException {
    Map<String, String> versions = new TreeMap<>();
    gateway.await(
        "the folder of what runs stays as it is",
        () -> {
          versions.clear();
          try {
            versions.putAll(Packages.versions(gateway.runningJars()));
            return !versions.isEmpty();
          } catch (NoSuchFileException e) {
            return false;
          }
        });
    return versions;
  }

  private void journal(Kill kill, List<String> wrong) throws IOException {
    JsonNode journal = gateway.ask("/journal/verify");
    if (!journal.path("intact").asBoolean(journal.path("verified").asBoolean(false))) {
      wrong.add("the journal does not verify: " + journal);
    }
    String state = "";
    for (JsonNode update : gateway.ask("/updates").path("updates")) {
      if (update.path("version").asText().equals(kill.next().version())) {
        state = update.path("state").asText();
      }
    }
    if (isNew(kill) != state.equals("COMMITTED")) {
      wrong.add("the update runs: " + isNew(kill) + ", but is " + state);
    }
  }
}
