package org.wardgate.integration.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Two wards: a device that is moved follows its patient with the first ward's certificate. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandoverIT {
  private final Scene scene = new Scene("handover");

  @BeforeAll
  void start() throws Exception {
    Need.programs("openssl", Tls.OPENSSL.program());
    scene.start();
  }

  @AfterAll
  void stop() {
    scene.close();
  }

  @Test
  void aDeviceFollowsToAnotherWardWithASignedHandoverAndNotWithout() throws Exception {
    Gateway a = scene.gateway();
    Gateway b = scene.another("gateway-b");
    Path anchorsA = a.anchors();
    scene
        .hospital()
        .issue(scene.hospital().with(Map.of(a.id(), Files.readString(anchorsA))), b.inventory());
    scene.serve(b);
    Path anchorsB = b.anchors();
    // each names the other: one hands over to whom it knows, the other believes whom it knows
    scene
        .hospital()
        .issue(scene.hospital().with(Map.of(b.id(), Files.readString(anchorsB))), a.inventory());

    Pledge pump = scene.pledge("pump-01");
    Holder fromA = pump.enrol(scene.client(Tls.OPENSSL, pump), "from-a");
    Pledge stray = scene.pledge("pump-02");
    Holder strayHolder = stray.enrol(scene.client(Tls.OPENSSL, stray), "from-a");
    CoapClient unannounced = scene.client(Tls.OPENSSL, stray).as(strayHolder).to(b, anchorsB);
    assertThat(unannounced.get(".well-known/est/crts", 281).code()).isEmpty();

    Path document = scene.file("pump-01.handover");
    Wait.until(
        a::words,
        () ->
            a.wardgate("handover", pump.id(), "--to", b.id(), "--out", document.toString()).status()
                == 0);
    long start = System.nanoTime();
    b.wardgate("handover", "accept", document.toString()).good();
    CoapClient moved = scene.client(Tls.OPENSSL, pump).as(fromA).to(b, anchorsB);
    Holder fromB = pump.enrol(moved, "from-b");
    Wait.until(b::words, () -> b.state(pump.id()).equals("ADMITTED"));
    System.out.println(
        "interop: handover accepted until admitted in the other ward: "
            + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)
            + " ms");
    String words =
        Program.run(
                "openssl", "verify", "-CAfile", anchorsB.toString(), fromB.certificate().toString())
            .good();
    assertThat(words).contains("OK");
    assertThat(a.state(pump.id())).isNotEqualTo("ADMITTED");
    assertThat(b.wardgate("handover", "accept", document.toString()).output())
        .as("the same document again")
        .contains("WG-ONB-0020");
  }
}
