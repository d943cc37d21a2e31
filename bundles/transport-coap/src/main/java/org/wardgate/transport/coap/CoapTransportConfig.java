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

  /** Messages a second one device may send on average; twice as many at once. */
  @AttributeDefinition(description = "Messages a second of one device", min = "1", max = "100000")
  int requestsPerSecondMax() default 50;

  /** Client hellos a second one source address may send on average; twice as many at once. */
  @AttributeDefinition(
      description = "DTLS client hellos a second of one address (a handshake takes two)",
      min = "1",
      max = "1000000")
  int hellosPerSecondMax() default 100;

  /** How long a handler may take before 5.03 is answered in its place. */
  @AttributeDefinition(
      description = "Seconds until a handler's answer is late",
      min = "1",
      max = "60")
  int answerSecondsMax() default 10;
}
