package org.wardgate.console.resource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** HTTP as an attacker speaks it: any header, any path, nothing corrected on the way. */
final class RawHttp {

  private final int port;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private String extra = "";

  RawHttp(int port) {
    this.port = port;
    headers.put("Host", "127.0.0.1:" + port);
    headers.put("Connection", "close");
  }

  RawHttp with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  RawHttp without(String name) {
    headers.remove(name);
    return this;
  }

  /** Adds a header line that may repeat another. */
  RawHttp again(String name, String value) {
    extra += name + ": " + value + "\r\n";
    return this;
  }

  RawHttp token(String token) {
    return with("Authorization", "Bearer " + token);
  }

  Reply get(String path) throws IOException {
    return send("GET", path, "");
  }

  Reply post(String path, String body) throws IOException {
    headers.putIfAbsent("Content-Type", "application/json");
    headers.putIfAbsent(
        "Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
    return send("POST", path, body);
  }

  Reply send(String method, String path, String body) throws IOException {
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    request.append(extra).append("\r\n").append(body);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      write(socket, request.toString());
      byte[] answer = socket.getInputStream().readAllBytes();
      return Reply.of(new String(answer, StandardCharsets.UTF_8));
    }
  }

  private static void write(Socket socket, String request) throws IOException {
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    } catch (SocketException e) {
      if (socket.getInputStream().available() == 0) {
        throw e; // otherwise the server has answered before it read everything
      }
    }
  }

  /**
   * What came back.
   *
   * @param status the status code
   * @param head the header as text
   * @param body everything after it
   */
  record Reply(int status, String head, String body) {

    static Reply of(String text) {
      int end = text.indexOf("\r\n\r\n");
      return new Reply(
          Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
    }
  }
}
