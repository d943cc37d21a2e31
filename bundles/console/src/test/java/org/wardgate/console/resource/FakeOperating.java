package org.wardgate.console.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.wardgate.api.Bytes;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.configuration.SettingsDesk;
import org.wardgate.api.configuration.SettingsForm;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.Accounts;
import org.wardgate.api.platform.AuditTrail;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.api.update.UpdateState;
import org.wardgate.api.update.UpdateView;

/** Settings, updates, accounts and an audit log that remember what they were told. */
final class FakeOperating implements SettingsDesk, UpdateDesk, Accounts, AuditTrail {
  static final String ID = "ab".repeat(32);

  final List<String> told = new CopyOnWriteArrayList<>();
  final List<String> notes = new CopyOnWriteArrayList<>();
  final List<String> addresses = new CopyOnWriteArrayList<>();

  @Override
  public List<SettingsForm> forms() {
    return List.of(form("test.pid").orElseThrow());
  }

  @Override
  public Optional<SettingsForm> form(String pid) {
    if (!pid.equals("test.pid")) {
      return Optional.empty();
    }
    SettingsForm.Field port =
        new SettingsForm.Field(
            "port", "Port <b>", "UDP", "Integer", 0, true, "1", "65535", List.of(), List.of("53"));
    SettingsForm.Field mode =
        new SettingsForm.Field(
            "mode",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(2)> |TextArea",
            "String",
            0,
            false,
            "",
            "",
            List.of(new SettingsForm.Option("keep", "<i>Keep</i>")),
            List.of("keep"),
            "it binds <b>all</b>");
    return Optional.of(
        new SettingsForm(
            pid,
            "",
            "<script>document.title='taken'</script>",
            "a form",
            "v1",
            List.of(port, mode),
            List.of("port = 0: <u>not taken</u>")));
  }

  @Override
  public SettingsForm change(String pid, String version, Map<String, List<String>> values)
      throws RefusedException {
    if (!version.equals("v1")) {
      throw new RefusedException(ConfigurationErrors.EDITED_MEANWHILE, pid);
    }
    if (values.containsKey("nothing")) {
      throw new RefusedException(ConfigurationErrors.NO_SETTING, "nothing");
    }
    if (values.containsKey("broken")) {
      throw new UnsupportedOperationException("a fault in the desk");
    }
    if (values.containsValue(List.of("99999"))) {
      throw new RefusedException(ConfigurationErrors.OUT_OF_RANGE, "port");
    }
    told.add("change " + pid + " " + values);
    return form(pid).orElseThrow(() -> new RefusedException(ConfigurationErrors.NO_FORM, pid));
  }

  @Override
  public String expect(Bytes signature, String operator) throws RefusedException {
    if (!signature.equals(Bytes.ofHex("3003"))) {
      throw new RefusedException(UpdateErrors.BAD_SIGNATURE, "");
    }
    told.add("expect " + operator);
    return ID;
  }

  @Override
  public UpdateView take(String id, InputStream content, String operator) throws RefusedException {
    if (!id.equals(ID)) {
      throw new RefusedException(UpdateErrors.UNKNOWN, id);
    }
    try {
      told.add("take " + content.readAllBytes().length + " " + operator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return view(UpdateState.HELD);
  }

  @Override
  public UpdateView fetch(String id, URI location, String operator) {
    told.add("fetch " + location);
    return view(UpdateState.STAGED);
  }

  @Override
  public UpdateView approve(String id, String operator, String reason) {
    told.add("approve " + operator + " " + reason);
    return view(UpdateState.STAGED);
  }

  @Override
  public UpdateView dismiss(String id, String operator, String reason) {
    told.add("dismiss " + operator + " " + reason);
    return view(UpdateState.DISMISSED);
  }

  @Override
  public UpdateView goBack(String operator, String reason) throws RefusedException {
    throw new RefusedException(UpdateErrors.NOTHING_BEFORE, "");
  }

  @Override
  public List<UpdateView> updates() {
    return List.of(view(UpdateState.HELD));
  }

  private static UpdateView view(UpdateState state) {
    return new UpdateView(
        ID, "1.2.0", state, Instant.EPOCH, "CN=<b>", List.of(), Optional.empty(), List.of());
  }

  @Override
  public Optional<Account> authenticate(String name, char[] password) {
    return String.valueOf(password).equals("right")
        ? Optional.of(new Account(name, name.equals("Olga") ? Role.OPERATOR : Role.VIEWER))
        : Optional.empty();
  }

  @Override
  public void note(
      String operator, String entrypoint, String address, String action, boolean succeeded) {
    addresses.add(address);
    notes.add(operator + " " + entrypoint + " " + action + " " + succeeded);
  }
}
