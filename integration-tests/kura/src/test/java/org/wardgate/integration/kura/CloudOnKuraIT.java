package org.wardgate.integration.kura;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.wardgate.integration.site.TestSite;

/** What the cloud may make the gateway do over Kura's subscribers and requests. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CloudOnKuraIT {
  private static final Site SITE = Site.of(CloudOnKuraIT.class);
  private static final String APPLICATION = "WARDGATE-V1";
  private static final List<String> COMMANDS = List.of("commands");
  private static final String DEVICE = "/api/v1/devices/pump-1";
  private static final String UNSIGNED = "WG-CLD-0006";
  private static final String REPLAYED = "WG-CLD-0008";
  private static final String NO_SUCH_DEVICE = "WG-DEC-0007";
  private static final Pattern GATEWAY = Pattern.compile("\"gateway\":\"([^\"]+)\"");

  @Inject private BundleContext context;

  /** A fresh Kura, a hospital's files and an operator. */
  @Configuration
  public Option[] configuration() throws Exception {
    SITE.erase();
    TestSite.write(SITE.data());
    Operator.create(operator());
    return new Option[] {KuraOptions.kura(SITE)};
  }

  private static Path operator() {
    return SITE.directory().resolve("operator");
  }

  private Kura kura() {
    return new Kura(context, SITE);
  }

  /** Commands of the operator's authority are taken. */
  @Before
  public void ready() throws Exception {
    kura().ensureInstalled();
    set("org.wardgate.cloud", "commandAnchorsFile", Operator.anchors(operator()).toString());
    set(
        "org.wardgate.platform.kura.commands",
        "CloudSubscriber.target",
        "(kura.service.pid=WardgateSubscriber)");
    set(
        "org.wardgate.platform.kura.link",
        "CloudPublisher.target",
        "(kura.service.pid=WardgatePublisher)");
    Eventually.isTrue(() -> "commands to be taken", () -> request("x").contains(UNSIGNED));
  }

  private void set(String pid, String name, String value) throws Exception {
    kura().configurations().updateConfiguration(pid, Map.of(name, value), false);
  }

  private String request(String body) {
    return request(body.getBytes(StandardCharsets.UTF_8));
  }

  private String request(byte[] body) {
    return kura().control().request(APPLICATION, "EXEC", COMMANDS, body);
  }

  /** As the gateway calls itself in its answers. */
  private String gateway() {
    Matcher matcher = GATEWAY.matcher(request("x"));
    assertTrue(matcher.find());
    return matcher.group(1);
  }

  private String command(String word, long sequence) {
    return "{\"gateway\":\""
        + gateway()
        + "\",\"sequence\":"
        + sequence
        + ",\"expires\":\""
        + Instant.now().plus(Duration.ofMinutes(10))
        + "\",\"command\":\""
        + word
        + "\",\"reason\":\"a test\",\"device\":\"pump-1\"}";
  }

  private String device() throws Exception {
    return Web.answer("GET", DEVICE, kura().token()).body();
  }

  @Test
  public void anUnsignedCommandIsRefused() throws Exception {
    String before = device();
    String answer = request(command("quarantine", 1));
    assertTrue(answer, answer.startsWith("200 ") && answer.contains("\"code\":\"" + UNSIGNED));
    assertEquals(before, device());
  }

  @Test
  public void aCommandThatSomebodyElseSignedIsRefused() throws Exception {
    Path stranger = SITE.directory().resolve("stranger");
    Operator.create(stranger);
    String before = device();
    String answer = request(Operator.signed(stranger, command("quarantine", 1)));
    assertTrue(answer, answer.contains("\"code\":\"" + UNSIGNED));
    assertEquals(before, device());
  }

  @Test
  public void nothingElseAnswersRequests() {
    byte[] body = {1};
    assertEquals("400 ", kura().control().request(APPLICATION, "EXEC", List.of(), body));
    assertEquals("404 ", kura().control().request(APPLICATION, "EXEC", List.of("nobody"), body));
  }

  /** It reaches the decision core, whose answer comes back: this device never joined. */
  @Test
  public void aSignedRequestIsCarriedOutOnce() throws Exception {
    byte[] command = Operator.signed(operator(), command("quarantine", System.currentTimeMillis()));
    String answer = request(command);
    assertTrue(answer, answer.startsWith("200 ") && answer.contains(NO_SUCH_DEVICE));
    String again = request(command);
    assertTrue(again, again.contains("\"code\":\"" + REPLAYED));
  }

  @Test
  public void aSignedMessageOfASubscriberIsTakenOnce() throws Exception {
    byte[] command = Operator.signed(operator(), command("quarantine", System.currentTimeMillis()));
    kura().control().deliver(command);
    // they are taken one after the other
    String again = request(command);
    assertTrue(again, again.contains("\"code\":\"" + REPLAYED));
  }
}
