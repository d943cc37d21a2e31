package org.wardgate.console.resource;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.api.update.UpdateView;
import org.wardgate.console.json.Answer;
import org.wardgate.console.json.UpdateJson;
import org.wardgate.console.ports.Ports;

/** Updates of the gateway's own bundles: handing in, deciding, going back. Thread-safe. */
final class UpdateResources {
  private static final Set<String> BYTES = Set.of("application/octet-stream");
  private static final Set<String> SIGNATURES =
      Set.of("application/octet-stream", "application/pkcs7-signature");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
  private static final int LOCATION_MAX_CHARS = 1_024;

  private final Ports ports;

  /** A package takes long: one at a time, so that the console answers others. */
  private final Semaphore oneLong = new Semaphore(1);

  UpdateResources(Ports ports) {
    this.ports = ports;
  }

  /** Something that takes long. */
  private interface LongWork {
    UpdateView of(UpdateDesk desk) throws RefusedException, IOException;
  }

  Answer list(Call call) throws RefusedException {
    List<UpdateView> updates = ports.updates().get().updates();
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("updates");
          for (UpdateView update : updates) {
            UpdateJson.write(json, update);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** The signature comes first. */
  Answer announce(Call call) throws RefusedException, IOException {
    byte[] signature;
    try (InputStream body = call.upload().open(SIGNATURES, UpdateDesk.SIGNATURE_MAX_BYTES)) {
      signature = body.readNBytes(UpdateDesk.SIGNATURE_MAX_BYTES + 1);
    } catch (IOException e) {
      throw new RefusedException(ConsoleErrors.BODY_TOO_LARGE, String.valueOf(e.getMessage()), e);
    }
    String id = ports.updates().get().expect(Bytes.of(signature), call.operator());
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeStringField("id", id);
          json.writeEndObject();
        });
  }

  Answer take(Call call) throws RefusedException, IOException {
    String id = id(call);
    return alone(
        desk -> {
          try (InputStream body = call.upload().open(BYTES, UpdateDesk.PACKAGE_MAX_BYTES)) {
            return desk.take(id, body, call.operator());
          }
        });
  }

  Answer fetch(Call call) throws RefusedException, IOException {
    String id = id(call);
    String location =
        TextMembers.read(call.body().read(), List.of("location"), LOCATION_MAX_CHARS).get(0);
    URI uri = uri(location);
    return alone(desk -> desk.fetch(id, uri, call.operator()));
  }

  Answer approve(Call call) throws RefusedException, IOException {
    call.requirePerson();
    String reason = ReasonBody.read(call.body().read());
    return view(ports.updates().get().approve(id(call), call.operator(), reason));
  }

  Answer dismiss(Call call) throws RefusedException, IOException {
    String reason = ReasonBody.read(call.body().read());
    return view(ports.updates().get().dismiss(id(call), call.operator(), reason));
  }

  Answer goBack(Call call) throws RefusedException, IOException {
    String reason = ReasonBody.read(call.body().read());
    return view(ports.updates().get().goBack(call.operator(), reason));
  }

  private Answer alone(LongWork work) throws RefusedException, IOException {
    if (!oneLong.tryAcquire()) {
      throw new RefusedException(ConsoleErrors.BUSY, "a package is being taken");
    }
    try {
      return view(work.of(ports.updates().get()));
    } finally {
      oneLong.release();
    }
  }

  private static Answer view(UpdateView update) {
    return Answer.ok(json -> UpdateJson.write(json, update));
  }

  private static String id(Call call) throws RefusedException {
    String id = call.variables().get(0);
    if (!ID.matcher(id).matches()) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "an update's id is 64 hex digits");
    }
    return id;
  }

  private static URI uri(String location) throws RefusedException {
    try {
      return new URI(location);
    } catch (URISyntaxException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "location is no address", e);
    }
  }
}
