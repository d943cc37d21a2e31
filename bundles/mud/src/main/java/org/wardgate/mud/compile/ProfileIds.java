package org.wardgate.mud.compile;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.policy.Bandwidth;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.policy.Remote;

/** Names policies by their content: equal content, equal id. */
final class ProfileIds {
  private static final int ID_DIGITS = 16;
  private static final int NONE = -1;

  private ProfileIds() {}

  static PolicySet identified(
      String origin,
      String fileSha256,
      List<FlowRule> from,
      List<FlowRule> to,
      Optional<Bandwidth> bandwidth) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, origin);
      write(out, fileSha256);
      write(out, from);
      write(out, to);
      write(out, bandwidth.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    String digest = Bytes.of(bytes.toByteArray()).sha256().hex();
    return new PolicySet(
        new ProfileId(digest.substring(0, ID_DIGITS)), origin, fileSha256, from, to, bandwidth);
  }

  private static void write(DataOutputStream out, List<FlowRule> rules) throws IOException {
    out.writeInt(rules.size());
    for (FlowRule rule : rules) {
      write(out, rule.name());
      write(out, rule.action().name());
      write(out, rule.family().name());
      write(out, rule.protocol().name());
      write(out, rule.devicePorts());
      write(out, rule.remotePorts());
      write(out, rule.remote());
      write(out, rule.initiation().name());
      out.writeInt(rule.protocolNumber().orElse(NONE));
      out.writeBoolean(rule.icmp().isPresent());
      if (rule.icmp().isPresent()) {
        out.writeInt(rule.icmp().get().type().orElse(NONE));
        out.writeInt(rule.icmp().get().code().orElse(NONE));
      }
    }
  }

  private static void write(DataOutputStream out, Remote remote) throws IOException {
    if (remote instanceof Remote.Both both) {
      out.writeByte('&');
      write(out, both.first());
      write(out, both.second());
    } else if (remote instanceof Remote.Prefix prefix) {
      write(out, 'p', prefix.cidr());
    } else if (remote instanceof Remote.Name name) {
      write(out, 'n', name.name());
    } else if (remote instanceof Remote.Controller controller) {
      write(out, 'c', controller.uri());
    } else if (remote instanceof Remote.Maker maker) {
      write(out, 'm', maker.authority());
    } else if (remote instanceof Remote.Model model) {
      write(out, 'u', model.mudUrl());
    } else if (remote instanceof Remote.Hardware hardware) {
      write(out, 'h', hardware.mac());
    } else {
      out.writeByte(remote instanceof Remote.LocalNetworks ? 'l' : 'a');
    }
  }

  private static void write(DataOutputStream out, char kind, String text) throws IOException {
    out.writeByte(kind);
    write(out, text);
  }

  private static void write(DataOutputStream out, PortRange ports) throws IOException {
    out.writeInt(ports.first());
    out.writeInt(ports.last());
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
