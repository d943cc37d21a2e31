package org.wardgate.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.OscoreParameters.Suite;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.transport.coap.oscore.OscoreSession;
import org.wardgate.transport.coap.oscore.SecurityContext;

class OscoreBookTest {
  private final OscoreBook book = new OscoreBook();

  private List<String> add(String id, String host) {
    PeerSession who = new PeerSession(id, TestOpenWard.identity("pump-1"), TransportKind.OSCORE, 0);
    SecurityContext context =
        new SecurityContext(
            Suite.AES_CCM_16_64_128,
            TestOpenWard.SECRET,
            Bytes.EMPTY,
            Bytes.ofHex("01"),
            Bytes.ofHex("02"),
            Optional.empty());
    OscoreSession session =
        new OscoreSession(
            context, new PreSharedKeyIdentity(id), new InetSocketAddress(host, 5683), Instant.MAX);
    return book.add(new OscoreBook.Entry(who, session)).stream().map(e -> e.who().id()).toList();
  }

  @Test
  void theOldestAtTheSameAddressGoes() {
    assertThat(add("first", "10.0.0.1")).isEmpty();
    assertThat(add("second", "10.0.0.1")).isEmpty();
    assertThat(add("third", "10.0.0.1")).containsExactly("first");
  }

  @Test
  void aCopyElsewhereCannotPushTheGenuineOscoreSessionOut() {
    assertThat(add("genuine", "10.0.0.1")).isEmpty();
    assertThat(add("copy-1", "10.0.0.2")).isEmpty();
    assertThat(add("copy-2", "10.0.0.2")).isEmpty();
    assertThat(add("copy-3", "10.0.0.2")).containsExactly("copy-1");
    assertThat(add("copy-4", "10.0.0.3")).containsExactly("copy-4");
  }
}
