package org.wardgate.transport.coap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(name = "Wardgate CoAP transport", description = "CoAPS endpoint of the ward")
public @interface CoapTransportConfig {
  /** The local address the endpoint binds. */
  @AttributeDefinition(description = "Local address to bind")
  String bindAddress() default "0.0.0.0";

  /** The UDP port, 0 for any free one. */
  @AttributeDefinition(description = "UDP port", min = "0", max = "65535")
  int port() default 5684;

  /** More live sessions than this are not kept. */
  @AttributeDefinition(description = "Most live sessions", min = "1", max = "200000")
  int sessionsMax() default 10_000;

  /** More live sessions than this of one device close its oldest. */
  @AttributeDefinition(description = "Most live sessions of one device", min = "1", max = "16")
  int sessionsPerDeviceMax() default 4;

  /** More live sessions than this from one address close one of them. */
  @AttributeDefinition(
      description = "Most live sessions from one address; several devices may share one",
      min = "1",
      max = "200000")
  int sessionsPerAddressMax() default 10_000;

  /** More live sessions than this of one manufacturer's devices close one of them. */
  @AttributeDefinition(
      description = "Most live sessions of the devices of one manufacturer",
      min = "1",
      max = "200000")
  int sessionsPerManufacturerMax() default 10_000;

  /** Messages a second one device may send on average; twice as many at once. */
  @AttributeDefinition(description = "Messages a second of one device", min = "1", max = "100000")
  int requestsPerSecondMax() default 50;

  /** Client hellos a second one source address may send on average; twice as many at once. */
  @AttributeDefinition(
      description = "DTLS client hellos a second of one address (a handshake takes two)",
      min = "1",
      max = "1000000")
  int hellosPerSecondMax() default 100;

  /** Client hellos without cookie that strangers may send a second; twice as many at once. */
  @AttributeDefinition(
      description = "DTLS client hellos without cookie a second of all strangers",
      min = "1",
      max = "1000000")
  int hellosOverallPerSecondMax() default 2_000;

  /** Handshakes that strangers may begin a second; twice as many at once. */
  @AttributeDefinition(
      description = "DTLS handshakes begun a second by all strangers",
      min = "1",
      max = "1000000")
  int handshakesPerSecondMax() default 500;

  /** Unfinished handshakes of one address; further ones wait. */
  @AttributeDefinition(
      description = "Most unfinished DTLS handshakes of one address",
      min = "1",
      max = "200000")
  int halfOpenPerAddressMax() default 250;

  /** Unfinished handshakes above which those of strangers wait. */
  @AttributeDefinition(
      description = "Most unfinished DTLS handshakes before strangers have to wait",
      min = "1",
      max = "200000")
  int halfOpenMax() default 1_000;

  /** How old saved sessions may be that are taken up after a restart; 0 saves none. */
  @AttributeDefinition(
      description =
          "Seconds that sessions saved at an orderly stop may be taken up again, 0: never",
      min = "0",
      max = "86400")
  int sessionsKeptSeconds() default 3_600;

  /** How long a handler may take before 5.03 is answered in its place. */
  @AttributeDefinition(
      description = "Seconds until a handler's answer is late",
      min = "1",
      max = "60")
  int answerSecondsMax() default 10;

  /** Whether plain CoAP is heard at all: only for exchanges that protect themselves. */
  @AttributeDefinition(
      description = "Open a plain CoAP port, for CoAP-EAP (RFC 9820) and OSCORE (RFC 8613) alone")
  boolean openEnabled() default false;

  /** The UDP port of plain CoAP, 0 for any free one. */
  @AttributeDefinition(description = "UDP port of plain CoAP", min = "0", max = "65535")
  int openPort() default 5683;

  /** Unprotected requests a second one address may send on average; twice as many at once. */
  @AttributeDefinition(
      description = "Unprotected requests a second of one address",
      min = "1",
      max = "10000")
  int openRequestsPerSecondMax() default 5;

  /** Unprotected requests a second all addresses may send on average; twice as many at once. */
  @AttributeDefinition(
      description = "Unprotected requests a second of all addresses",
      min = "1",
      max = "100000")
  int openRequestsOverallPerSecondMax() default 200;

  /** OSCORE sessions and those being opened. */
  @AttributeDefinition(description = "Most OSCORE sessions", min = "1", max = "10000")
  int oscoreSessionsMax() default 1_000;
}
