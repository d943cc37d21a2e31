package org.wardgate.transport.coap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. What arrives is checked in code whatever is said here. */
@ObjectClassDefinition(
    id = CoapTransport.PID,
    name = "Wardgate CoAP Transport",
    description =
        "Where the ward's devices reach the gateway: CoAPS (CoAP over DTLS 1.2) and, if opened,"
            + " plain CoAP for CoAP-EAP and OSCORE. A changed address or limit opens the port anew;"
            + " sessions go on.",
    icon = @Icon(resource = "OSGI-INF/icon.png", size = 32))
public @interface CoapTransportConfig {
  /** The local address the endpoint binds. */
  @AttributeDefinition(
      name = "Bind Address",
      description =
          "Local IP address that devices reach, no host name. 0.0.0.0: every IPv4 address, :: all"
              + " addresses. If it cannot be bound, what was open before stays open.")
  String bindAddress() default "0.0.0.0";

  /** The UDP port, 0 for any free one. */
  @AttributeDefinition(
      name = "CoAPS Port",
      description =
          "UDP port of CoAPS, 0 to 65535. 0 takes any free port, for tests alone. If it cannot be"
              + " bound, what was open before stays open.",
      min = "0",
      max = "65535")
  int port() default 5684;

  /** How long a handler may take before 5.03 is answered in its place. */
  @AttributeDefinition(
      name = "Times: Answer (s)",
      description =
          "Seconds until a request that is not answered yet is answered with 5.03 (come again), 1"
              + " to 60.",
      min = "1",
      max = "60")
  int answerSecondsMax() default 10;

  /** How old saved sessions may be that are taken up after a restart; 0 saves none. */
  @AttributeDefinition(
      name = "Times: Sessions Kept (s)",
      description =
          "Seconds for which sessions saved at an orderly stop may be taken up again, 0 to 86400."
              + " 0: none is saved and every device shakes hands anew after a restart.",
      min = "0",
      max = "86400")
  int sessionsKeptSeconds() default 3_600;

  /** More live sessions than this are not kept. */
  @AttributeDefinition(
      name = "Limits: Sessions",
      description =
          "Most live DTLS sessions of all devices, 1 to 200000. One more closes another. Each takes"
              + " some kilobytes of memory.",
      min = "1",
      max = "200000")
  int sessionsMax() default 10_000;

  /** More live sessions than this of one device close its oldest. */
  @AttributeDefinition(
      name = "Limits: Sessions of a Device",
      description = "Most live sessions of one device, 1 to 16. One more closes its oldest.",
      min = "1",
      max = "16")
  int sessionsPerDeviceMax() default 4;

  /** More live sessions than this from one address close one of them. */
  @AttributeDefinition(
      name = "Limits: Sessions of an Address",
      description =
          "Most live sessions from one address, 1 to 200000. Several devices may share an address"
              + " behind a router.",
      min = "1",
      max = "200000")
  int sessionsPerAddressMax() default 10_000;

  /** More live sessions than this of one manufacturer's devices close one of them. */
  @AttributeDefinition(
      name = "Limits: Sessions of a Manufacturer",
      description = "Most live sessions of all devices of one manufacturer, 1 to 200000.",
      min = "1",
      max = "200000")
  int sessionsPerManufacturerMax() default 10_000;

  /** Messages a second one device may send on average; twice as many at once. */
  @AttributeDefinition(
      name = "Limits: Messages of a Device (1/s)",
      description =
          "Messages a second that one device may send on average, 1 to 100000; twice as many at"
              + " once. More are dropped.",
      min = "1",
      max = "100000")
  int requestsPerSecondMax() default 50;

  /** Client hellos a second one source address may send on average; twice as many at once. */
  @AttributeDefinition(
      name = "Limits: Hellos of an Address (1/s)",
      description =
          "DTLS client hellos a second of one address, 1 to 1000000. A handshake takes two. More"
              + " are dropped.",
      min = "1",
      max = "1000000")
  int hellosPerSecondMax() default 100;

  /** Client hellos without cookie that strangers may send a second; twice as many at once. */
  @AttributeDefinition(
      name = "Limits: Hellos of Strangers (1/s)",
      description =
          "DTLS client hellos without cookie a second of all addresses that have no session, 1 to"
              + " 1000000.",
      min = "1",
      max = "1000000")
  int hellosOverallPerSecondMax() default 2_000;

  /** Handshakes that strangers may begin a second; twice as many at once. */
  @AttributeDefinition(
      name = "Limits: Handshakes of Strangers (1/s)",
      description = "DTLS handshakes that strangers may begin a second, 1 to 1000000.",
      min = "1",
      max = "1000000")
  int handshakesPerSecondMax() default 500;

  /** Unfinished handshakes of one address; further ones wait. */
  @AttributeDefinition(
      name = "Limits: Unfinished of an Address",
      description = "Most unfinished DTLS handshakes of one address, 1 to 200000. Others wait.",
      min = "1",
      max = "200000")
  int halfOpenPerAddressMax() default 250;

  /** Unfinished handshakes above which those of strangers wait. */
  @AttributeDefinition(
      name = "Limits: Unfinished Handshakes",
      description =
          "Unfinished DTLS handshakes above which those of strangers have to wait, 1 to 200000."
              + " Known devices do not wait.",
      min = "1",
      max = "200000")
  int halfOpenMax() default 1_000;

  /** Whether plain CoAP is heard at all: only for exchanges that protect themselves. */
  @AttributeDefinition(
      name = "Plain CoAP: Open",
      description =
          "Open a plain CoAP port for CoAP-EAP (RFC 9820) and OSCORE (RFC 8613). Nothing else is"
              + " served there. OSCORE sessions do not outlive a change of these settings.")
  boolean openEnabled() default false;

  /** The UDP port of plain CoAP, 0 for any free one. */
  @AttributeDefinition(
      name = "Plain CoAP: Port",
      description = "UDP port of plain CoAP, 0 to 65535. 0 takes any free port, for tests alone.",
      min = "0",
      max = "65535")
  int openPort() default 5683;

  /** Unprotected requests a second one address may send on average; twice as many at once. */
  @AttributeDefinition(
      name = "Plain CoAP: Requests of an Address (1/s)",
      description = "Unprotected requests a second of one address, 1 to 10000. More are dropped.",
      min = "1",
      max = "10000")
  int openRequestsPerSecondMax() default 5;

  /** Unprotected requests a second all addresses may send on average; twice as many at once. */
  @AttributeDefinition(
      name = "Plain CoAP: Requests Overall (1/s)",
      description = "Unprotected requests a second of all addresses, 1 to 100000.",
      min = "1",
      max = "100000")
  int openRequestsOverallPerSecondMax() default 200;

  /** OSCORE sessions and those being opened. */
  @AttributeDefinition(
      name = "Plain CoAP: OSCORE Sessions",
      description = "Most OSCORE sessions, those being opened included, 1 to 10000.",
      min = "1",
      max = "10000")
  int oscoreSessionsMax() default 1_000;
}
