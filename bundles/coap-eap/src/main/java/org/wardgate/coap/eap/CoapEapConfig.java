package org.wardgate.coap.eap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(
    name = "Wardgate CoAP-EAP",
    description = "Devices that authenticate with EAP at the hospital's AAA server (RFC 9820)")
public @interface CoapEapConfig {
  /** Where the RADIUS server is. */
  @AttributeDefinition(description = "IP address of the RADIUS server")
  String radiusServer() default "";

  /** The RADIUS server's UDP port. */
  @AttributeDefinition(description = "UDP port of the RADIUS server", min = "1", max = "65535")
  int radiusPort() default 1812;

  /** Asked if the first does not answer. */
  @AttributeDefinition(description = "IP address of a second RADIUS server; empty: there is none")
  String secondServer() default "";

  /** The second server's UDP port. */
  @AttributeDefinition(description = "UDP port of the second server", min = "1", max = "65535")
  int secondPort() default 1812;

  /** What the servers and this gateway share. */
  @AttributeDefinition(
      description = "File with the shared secret, 16 to 256 bytes, readable by the owner alone")
  String sharedSecretFile() default "";

  /** What this gateway calls itself. */
  @AttributeDefinition(description = "NAS-Identifier, 1 to 64 characters")
  String nasIdentifier() default "wardgate";

  /** What stands behind the @ of EAP identities. */
  @AttributeDefinition(description = "Realm of EAP identities (id@realm); empty: the id alone")
  String realm() default "";

  /** Whether methods that hide who the device is are taken. */
  @AttributeDefinition(
      description =
          "Believe the User-Name of an Access-Accept for methods that hide the identity. Only if"
              + " the server sets it from what it authenticated, never from the request")
  boolean serverVouchesForUserName() default false;

  /** Time until a request to the server is repeated. */
  @AttributeDefinition(
      description = "Seconds until a request to the RADIUS server is repeated",
      min = "1",
      max = "30")
  int radiusTimeoutSeconds() default 3;

  /** How often a request is sent to each server. */
  @AttributeDefinition(
      description = "How often a request is sent to each RADIUS server",
      min = "1",
      max = "10")
  int radiusTriesMax() default 3;

  /** How long a device may take to answer. */
  @AttributeDefinition(
      description = "Seconds a device may take for one answer",
      min = "1",
      max = "120")
  int answerSecondsMax() default 30;

  /** How long an authentication may take in all. */
  @AttributeDefinition(
      description = "Seconds an authentication may take in all",
      min = "5",
      max = "600")
  int authenticationSecondsMax() default 120;

  /** How long a session lives. */
  @AttributeDefinition(
      description = "Seconds until a device has to authenticate again; the server may say less",
      min = "60",
      max = "2592000")
  int sessionLifetimeSeconds() default 28_800;

  /** Authentications at once. */
  @AttributeDefinition(
      description = "Most authentications at once, of devices that answered",
      min = "1",
      max = "200")
  int concurrentMax() default 64;

  /** Authentications at once from one address. */
  @AttributeDefinition(
      description = "Most authentications at once from one address",
      min = "1",
      max = "200")
  int concurrentPerAddressMax() default 4;
}
