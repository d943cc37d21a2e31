package org.wardgate.platform.felix.mqtt;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator sets about the way to the cloud's broker. */
@ObjectClassDefinition(
    id = MqttCloudLink.PID,
    name = "Wardgate Cloud Link (MQTT)",
    description =
        "MQTT 3.1.1, quality of service 1, to one broker. A change connects anew; what was not"
            + " acknowledged is sent again.",
    icon = @Icon(resource = "OSGI-INF/wardgate.png", size = 32))
public @interface MqttConfiguration {
  /** Scheme tcp or ssl, host, port. */
  @AttributeDefinition(
      name = "Broker",
      description = "Address: ssl://host:port for TLS, or tcp://host:port.")
  String brokerUri() default "tcp://127.0.0.1:1883";

  /** First part of every topic. */
  @AttributeDefinition(
      name = "Topic Prefix",
      description =
          "A message's topic is prefix/gateway id/name. Letters, digits, _ and -, in parts joined"
              + " by /, at most 128 characters.")
  String topicPrefix() default "wardgate";

  /** Seconds between signs of life, 5 to 3600. */
  @AttributeDefinition(
      name = "Times: Keep-Alive (s)",
      description = "Longest silence on the connection, 5 to 3,600 seconds.",
      min = "5",
      max = "3600")
  int keepAliveSeconds() default 30;

  /** PEM file; empty for the platform's own. */
  @AttributeDefinition(
      name = "Files: CA",
      description =
          "PEM file of certificates that may vouch for the broker; empty: the Java platform's.",
      required = false)
  String caFile() default "";

  /** Empty for none. */
  @AttributeDefinition(
      name = "User Name",
      description = "Known to the broker, at most 256 characters; empty for none.",
      required = false)
  String userName() default "";

  /** Property {@code .password}: private, never shown. */
  @AttributeDefinition(
      name = "Password",
      description = "Of that user; empty for none.",
      type = AttributeType.PASSWORD,
      required = false)
  String _password() default "";
}
