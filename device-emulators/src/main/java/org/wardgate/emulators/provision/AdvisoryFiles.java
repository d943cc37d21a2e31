package org.wardgate.emulators.provision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.wardgate.api.Bytes;
import org.wardgate.emulators.net.Plan;

/**
 * Writes a maker's threat advisory about one of its models, and the withdrawal of it, both signed.
 */
final class AdvisoryFiles {
  private static final String RESPONSE = "quarantine";
  private static final Duration VALIDITY = Duration.ofDays(30);

  private final ObjectMapper mapper = new ObjectMapper();
  private final DemoLayout layout;
  private final Plan plan;
  private final Instant now;

  AdvisoryFiles(DemoLayout layout, Plan plan, Instant now) {
    this.layout = layout;
    this.plan = plan;
    this.now = now;
  }

  /** Writes {@code MODEL.json}, {@code MODEL-withdrawn.json} and their signatures. */
  void write(Model model, Maker maker) throws IOException {
    write(model.modelName() + ".json", content(model, maker, 1), maker);
    write(model.modelName() + "-withdrawn.json", content(model, maker, 2), maker);
  }

  private void write(String name, ObjectNode file, Maker maker) throws IOException {
    Bytes content = Bytes.of(JsonFiles.bytes(file));
    Files.write(layout.advisories().resolve(name), content.toArray());
    Path signature = layout.advisories().resolve(name + ".p7s");
    Files.write(signature, maker.mudSigner().sign(content, now).toArray());
  }

  private ObjectNode content(Model model, Maker maker, int version) {
    ObjectNode file = mapper.createObjectNode();
    ObjectNode advisory = file.putObject("wardgate-threat-mud:advisory");
    advisory.put("id", "DEMO-" + model.modelName());
    advisory.put("version", version);
    advisory.put("issued-at", now.truncatedTo(ChronoUnit.SECONDS).toString());
    advisory.put("expires-at", now.plus(VALIDITY).truncatedTo(ChronoUnit.SECONDS).toString());
    advisory.put("issuer", maker.id());
    ObjectNode affected = advisory.putArray("affected").addObject();
    affected.put("manufacturer", maker.id());
    affected.put("mud-url", new MudFile(model, maker, plan).url());
    affected.putArray("firmware-rev");
    advisory.put("response", RESPONSE);
    advisory.put("summary", "Demo: the radio of the " + model.title() + " can be taken over");
    advisory.putArray("references").add("CVE-2026-0001");
    advisory.put("withdrawn", version > 1);
    return file;
  }
}
