package org.wardgate.emulators.net;

/**
 * Which addresses the demo uses.
 *
 * @param enforcing whether packets pass through nftables
 * @param wardPrefix first three octets of the ward's network, with a trailing dot
 * @param coaps the gateway's CoAPS endpoint
 * @param resolver the gateway's DNS resolver
 * @param maker HTTPS server with MUD files
 * @param telemetry where the makers take telemetry over TCP
 * @param nurseStation where alarms go, inside the hospital
 * @param dns the DNS server the gateway asks
 * @param broker the cloud's MQTT broker
 * @param consolePort of the gateway's admin API on the gateway's loopback address
 */
public record Plan(
    boolean enforcing,
    String wardPrefix,
    Endpoint coaps,
    Endpoint resolver,
    Endpoint maker,
    Endpoint telemetry,
    Endpoint nurseStation,
    Endpoint dns,
    Endpoint broker,
    int consolePort) {
  /** The most devices a ward of the demo can have. */
  public static final int DEVICES_MAX_COUNT = 200;

  private static final int FIRST_HOST = 11;

  /** Three network namespaces. */
  public static Plan namespaces() {
    return new Plan(
        true,
        "10.77.0.",
        new Endpoint("10.77.0.1", 5684),
        new Endpoint("10.77.0.1", 53),
        new Endpoint("203.0.113.10", 443),
        new Endpoint("203.0.113.20", 443),
        new Endpoint("198.51.100.60", 6661),
        new Endpoint("203.0.113.53", 53),
        new Endpoint("203.0.113.30", 1883),
        8480);
  }

  /**
   * Everything on loopback addresses of one namespace, ports that need no privilege.
   *
   * @param consolePort a free one
   */
  public static Plan loopback(int consolePort) {
    return new Plan(
        false,
        "127.77.0.",
        new Endpoint("127.77.0.1", 5684),
        new Endpoint("127.77.0.1", 10053),
        new Endpoint("127.77.1.10", 10443),
        new Endpoint("127.77.1.20", 10443),
        new Endpoint("127.77.1.60", 6661),
        new Endpoint("127.77.1.53", 10053),
        new Endpoint("127.77.1.30", 11883),
        consolePort);
  }

  /** The network of the ward, as a prefix. */
  public String wardCidr() {
    return wardPrefix + "0/24";
  }

  /** The network of the nurse station, as a prefix. */
  public String hospitalCidr() {
    return nurseStation.address().replaceFirst("[0-9]+$", "0/24");
  }

  /**
   * Where a device is plugged in.
   *
   * @param index 0 to {@link #DEVICES_MAX_COUNT} − 1
   */
  public Slot slot(int index) {
    if (index < 0 || index >= DEVICES_MAX_COUNT) {
      throw new IllegalArgumentException("a ward of the demo has at most " + DEVICES_MAX_COUNT);
    }
    return new Slot(wardPrefix, FIRST_HOST + index);
  }

  /**
   * A device's place on the network.
   *
   * @param wardPrefix first three octets, with a trailing dot
   * @param host last octet
   */
  public record Slot(String wardPrefix, int host) {
    /** Its IPv4 address. */
    public String address() {
      return wardPrefix + host;
    }

    /** Its hardware address, locally administered. */
    public String mac() {
      return String.format(java.util.Locale.ROOT, "02:77:00:00:00:%02x", host);
    }

    /** Name of the device's own interface. */
    public String deviceInterface() {
      return "dev" + host;
    }

    /** Name of the bridge port its wire ends in. */
    public String bridgePort() {
      return "port" + host;
    }

    /** Number of its routing table. */
    public int routingTable() {
      return 1_000 + host;
    }
  }
}
