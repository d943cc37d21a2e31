package org.wardgate.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.emulators.net.Endpoint;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class NameServerTest {
  private final NameServer server =
      NameServer.start(
          new Endpoint("127.0.0.1", 0),
          List.of(new WorldConfig.Name("telemetry.maker.example", "203.0.113.20", 30)));

  NameServerTest() throws IOException {}

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void answersWithAddressAndLifetime() throws IOException {
    Message answer = ask("Telemetry.Maker.Example.", Type.A);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    List<Record> records = answer.getSection(Section.ANSWER);
    assertThat(records).hasSize(1);
    assertThat(records.get(0).getTTL()).isEqualTo(30);
    assertThat(((ARecord) records.get(0)).getAddress().getHostAddress()).isEqualTo("203.0.113.20");
  }

  @Test
  void aNameItDoesNotKnowDoesNotExist() throws IOException {
    assertThat(ask("else.example.", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
  }

  @Test
  void aTypeItDoesNotHaveIsAnEmptyAnswer() throws IOException {
    Message answer = ask("telemetry.maker.example.", Type.AAAA);
    assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(answer.getSection(Section.ANSWER)).isEmpty();
  }

  @Test
  void otherOperationsAreNotImplemented() throws IOException {
    Message update = new Message();
    update.getHeader().setOpcode(Opcode.UPDATE);
    assertThat(resolver().send(update).getRcode()).isEqualTo(Rcode.NOTIMP);
  }

  @Test
  void garbageDoesNotStopIt() throws IOException {
    try (var socket = new java.net.DatagramSocket()) {
      socket.send(
          new java.net.DatagramPacket(
              new byte[] {1, 2, 3}, 3, new Endpoint("127.0.0.1", server.port()).socketAddress()));
    }
    assertThat(ask("telemetry.maker.example.", Type.A).getRcode()).isEqualTo(Rcode.NOERROR);
  }

  private Message ask(String name, int type) throws IOException {
    return resolver()
        .send(Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN)));
  }

  private SimpleResolver resolver() {
    SimpleResolver resolver =
        new SimpleResolver(new Endpoint("127.0.0.1", server.port()).socketAddress());
    resolver.setTimeout(Duration.ofSeconds(60));
    return resolver;
  }
}
