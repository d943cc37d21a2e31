package org.wardgate.mud;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How MUD files are fetched. */
@ObjectClassDefinition(
    name = "Wardgate MUD files",
    description = "Where MUD files come from: local store, cache, the manufacturers' servers")
public @interface MudManagerConfig {
  /** Local store, asked before anything is fetched; empty for none. */
  @AttributeDefinition(
      name = "Local store",
      description =
          "Directory asked first: <host>/<path>.json with <path>.p7s beside it. Empty for none",
      required = false)
  String storeDirectory() default "";

  /** PEM file of further trust anchors; empty for those of the JDK alone. */
  @AttributeDefinition(
      name = "TLS trust anchors",
      description = "PEM file of anchors for makers' servers, beside those of the JDK",
      required = false)
  String tlsAnchorsFile() default "";

  /** Time for a file and its signature, 1 to 120 seconds. */
  @AttributeDefinition(
      name = "Fetch timeout (s)",
      description = "Time for a file together with its signature",
      min = "1",
      max = "120",
      required = false)
  int fetchTimeoutSeconds() default 10;

  /** How long an expired cached file serves while the server fails, 0 to 8,760 hours. */
  @AttributeDefinition(
      name = "Cache grace (h)",
      description = "How long after its validity a cached file still serves while the server fails",
      min = "0",
      max = "8760",
      required = false)
  int cacheGraceHours() default 168;

  /** Folder of advisories, looked into every second; empty for none. */
  @AttributeDefinition(
      name = "Advisory folder",
      description =
          "Directory of threat advisories: NAME.json with NAME.json.p7s beside it. Empty for none",
      required = false)
  String advisoryDirectory() default "";
}
