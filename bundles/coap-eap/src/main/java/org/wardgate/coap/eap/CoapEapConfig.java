package org.wardgate.coap.eap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. What arrives is checked in code whatever is said here. */
@ObjectClassDefinition(
    id = CoapEap.PID,
    name = "Wardgate CoAP-EAP",
    description =
        "Devices that authenticate with EAP at the hospital's AAA server (RFC 9820). Without a"
            + " RADIUS server it is off. A change ends authentications under way; sessions go on.",
    icon = @Icon(resource = "OSGI-INF/icon.png", size = 32))
public @interface CoapEapConfig {
  /** Where the RADIUS server is. */
  @AttributeDefinition(
      name = "RADIUS: Server",
      description = "IP address of the RADIUS server, no host name. Empty: CoAP-EAP is off.",
      required = false)
  String radiusServer() default "";

  /** The RADIUS server's UDP port. */
  @AttributeDefinition(
      name = "RADIUS: Port",
      description = "UDP port of the RADIUS server, 1 to 65535.",
      min = "1",
      max = "65535")
  int radiusPort() default 1812;

  /** Asked if the first does not answer. */
  @AttributeDefinition(
      name = "RADIUS: Second Server",
      description =
          "IP address of a RADIUS server that is asked if the first does not answer. Empty: there"
              + " is none.",
      required = false)
  String secondServer() default "";

  /** The second server's UDP port. */
  @AttributeDefinition(
      name = "RADIUS: Second Port",
      description = "UDP port of the second RADIUS server, 1 to 65535.",
      min = "1",
      max = "65535")
  int secondPort() default 1812;

  /** What the servers and this gateway share. */
  @AttributeDefinition(
      name = "RADIUS: Shared Secret",
      description =
          "What the RADIUS servers and this gateway share, 16 to 256 bytes. Empty: it is read from"
              + " the file below.",
      type = AttributeType.PASSWORD,
      required = false)
  String sharedSecret() default "";

  /** What the servers and this gateway share, as a file. */
  @AttributeDefinition(
      name = "RADIUS: Shared Secret File",
      description =
          "Absolute path of a file with the shared secret, 16 to 256 bytes, readable by its owner"
              + " alone. Counts if no secret is given above.",
      required = false)
  String sharedSecretFile() default "";

  /** What this gateway calls itself. */
  @AttributeDefinition(
      name = "RADIUS: NAS Identifier",
      description =
          "What this gateway calls itself to the RADIUS server, 1 to 64 printable ASCII characters"
              + " without blanks.")
  String nasIdentifier() default "wardgate";

  /** Time until a request to the server is repeated. */
  @AttributeDefinition(
      name = "RADIUS: Repeat After (s)",
      description = "Seconds until a request to a RADIUS server is repeated, 1 to 30.",
      min = "1",
      max = "30")
  int radiusTimeoutSeconds() default 3;

  /** How often a request is sent to each server. */
  @AttributeDefinition(
      name = "RADIUS: Tries",
      description = "How often a request is sent to each RADIUS server, 1 to 10.",
      min = "1",
      max = "10")
  int radiusTriesMax() default 3;

  /** What stands behind the @ of EAP identities. */
  @AttributeDefinition(
      name = "Identities: Realm",
      description =
          "What stands behind the @ of EAP identities, at most 128 of letters, digits, dots and"
              + " hyphens. Empty: an identity is the device's id alone.",
      required = false)
  String realm() default "";

  /** Whether methods that hide who the device is are taken. */
  @AttributeDefinition(
      name = "Identities: Server Vouches",
      description =
          "Believe the User-Name of an Access-Accept for methods that hide the identity. Only if"
              + " the server sets it from what it authenticated, never from the request.")
  boolean serverVouchesForUserName() default false;

  /** How long a device may take to answer. */
  @AttributeDefinition(
      name = "Times: Answer (s)",
      description = "Seconds that a device may take for one answer, 1 to 120.",
      min = "1",
      max = "120")
  int answerSecondsMax() default 30;

  /** How long an authentication may take in all. */
  @AttributeDefinition(
      name = "Times: Authentication (s)",
      description = "Seconds that an authentication may take in all, 5 to 600.",
      min = "5",
      max = "600")
  int authenticationSecondsMax() default 120;

  /** How long a session lives. */
  @AttributeDefinition(
      name = "Times: Session (s)",
      description =
          "Seconds until a device has to authenticate again, 60 to 2592000 (30 days). The server"
              + " may say less.",
      min = "60",
      max = "2592000")
  int sessionLifetimeSeconds() default 28_800;

  /** Authentications at once. */
  @AttributeDefinition(
      name = "Limits: Authentications",
      description = "Most authentications at once, of devices that answered, 1 to 200.",
      min = "1",
      max = "200")
  int concurrentMax() default 64;

  /** Authentications at once from one address. */
  @AttributeDefinition(
      name = "Limits: Authentications of an Address",
      description = "Most authentications at once from one address, 1 to 200.",
      min = "1",
      max = "200")
  int concurrentPerAddressMax() default 4;
}
