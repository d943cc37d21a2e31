package org.wardgate.mud;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How MUD files are fetched. */
@ObjectClassDefinition(
    id = MudFileManagerComponent.PID,
    name = "Wardgate MUD Files",
    description = "Where MUD files come from: local store, cache, the manufacturers' servers.",
    icon = @Icon(resource = "OSGI-INF/wardgate.png", size = 32))
public @interface MudManagerConfig {
  /** Local store, asked before anything is fetched; empty for the usual one. */
  @AttributeDefinition(
      name = "Files: Local Store",
      description =
          "Directory asked first: HOST/PATH.json with PATH.p7s beside it. It must exist. Empty:"
              + " mud/inbox in the data directory.",
      required = false)
  String storeDirectory() default "";

  /** PEM file of further trust anchors; empty for those of the JDK alone. */
  @AttributeDefinition(
      name = "Files: TLS Anchors",
      description =
          "PEM file of anchors for makers' servers, beside those of the Java platform. Empty for"
              + " none.",
      required = false)
  String tlsAnchorsFile() default "";

  /** Folder of advisories, looked into every second; empty for the usual one. */
  @AttributeDefinition(
      name = "Files: Advisories",
      description =
          "Directory of threat advisories: NAME.json with NAME.json.p7s beside it. Empty:"
              + " advisories/inbox in the data directory.",
      required = false)
  String advisoryDirectory() default "";

  /** Time for a file and its signature, 1 to 120 seconds. */
  @AttributeDefinition(
      name = "Times: Fetch Timeout (s)",
      description = "Time for a file together with its signature, 1 to 120 seconds.",
      min = "1",
      max = "120",
      required = false)
  int fetchTimeoutSeconds() default 10;

  /** How long an expired cached file serves while the server fails, 0 to 8,760 hours. */
  @AttributeDefinition(
      name = "Times: Cache Grace (h)",
      description =
          "How long after its validity a cached file still serves while the server fails, 0 to 8,760"
              + " hours.",
      min = "0",
      max = "8760",
      required = false)
  int cacheGraceHours() default 168;
}
