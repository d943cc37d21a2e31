package org.wardgate.integration.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;

/**
 * libcoap's client: each request is a process and a DTLS session of its own.
 *
 * @param tls which build
 * @param gateway whom it talks to
 * @param address its own
 * @param holder what it proves itself with
 * @param anchors the ward CA's roots, PEM
 */
record CoapClient(Tls tls, Gateway gateway, String address, Holder holder, Path anchors) {
  static final int ANY = -1;
  private static final Pattern CODE = Pattern.compile(" c:([245]\\.[0-9]{2})");
  private static final String BREAK_SECONDS = "20";

  /**
   * What came back.
   *
   * @param code such as {@code 2.05}; empty if nothing did
   * @param payload empty if there is none
   * @param printed everything the client said
   */
  record Answer(String code, Bytes payload, String printed) {
    /** The payload of a success. */
    Bytes good() {
      if (!code.startsWith("2.")) {
        throw new AssertionError("answer " + code + ": " + printed);
      }
      return payload;
    }
  }

  CoapClient as(Holder other) {
    return new CoapClient(tls, gateway, address, other, anchors);
  }

  CoapClient to(Gateway other, Path itsAnchors) {
    return new CoapClient(tls, other, address, holder, itsAnchors);
  }

  Answer get(String path, int accept) throws IOException, InterruptedException {
    return send(new ArrayList<>(List.of("-m", "get")), path, accept);
  }

  Answer post(String path, int contentFormat, Bytes content, int accept)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("request", ".bin");
    try {
      Files.write(file, content.toArray());
      return send(
          new ArrayList<>(
              List.of("-m", "post", "-t", Integer.toString(contentFormat), "-f", file.toString())),
          path,
          accept);
    } finally {
      Files.delete(file);
    }
  }

  private Answer send(List<String> words, String path, int accept)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("answer", ".bin");
    try {
      List<String> command =
          new ArrayList<>(List.of(tls.program(), "-B", BREAK_SECONDS, "-v", "6"));
      command.addAll(List.of("-a", address, "-b", "512", "-o", file.toString()));
      command.addAll(
          List.of(
              "-c",
              holder.certificate().toString(),
              "-j",
              holder.key().toString(),
              "-R",
              anchors.toString()));
      command.addAll(words);
      if (accept != ANY) {
        command.addAll(List.of("-A", Integer.toString(accept)));
      }
      command.add("coaps://" + gateway.coaps() + "/" + path);
      String printed = Program.run(command).output();
      Matcher codes = CODE.matcher(printed);
      String code = "";
      while (codes.find()) {
        code = codes.group(1);
      }
      return new Answer(code, Bytes.of(Files.readAllBytes(file)), printed);
    } finally {
      Files.delete(file);
    }
  }
}
