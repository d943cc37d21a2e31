package org.wardgate.coap.eap.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.UDPConnector;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.OscoreParameters.Suite;
import org.wardgate.transport.coap.oscore.OscoreSession;
import org.wardgate.transport.coap.oscore.SecurityContext;
import org.wardgate.transport.coap.oscore.SessionTable;
import org.wardgate.transport.coap.oscore.UdpFork;

/** A device that joins with CoAP-EAP (RFC 9820): EAP peer, CoAP server and client, OSCORE. */
public final class EapDevice implements AutoCloseable {
  /** Patience of a loaded machine. */
  public static final long WAIT_SECONDS = 60;

  private static final int COAP_EAP = 269;
  private static final byte[] RID_I = {(byte) 0xD1};
  private static final int MIDS = 0x8000;

  private final String identity;
  private final EapMethod method;
  private final InetSocketAddress gateway;
  private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(2);
  private final SessionTable table = new SessionTable(4);
  private final UdpFork fork;
  private final CoapEndpoint open;
  private final CoapEndpoint secured;
  private final AtomicInteger step = new AtomicInteger(1);
  private final CompletableFuture<Bytes> success = new CompletableFuture<>();
  private final LinkedBlockingQueue<Bytes> eapReceived = new LinkedBlockingQueue<>();
  private volatile UnaryOperator<Bytes> tamper = response -> response;
  private volatile int suite;
  private volatile Bytes ridC = Bytes.EMPTY;
  private volatile Bytes suitesOffered = Bytes.EMPTY;
  private volatile Optional<OscoreSession> session = Optional.empty();

  /**
   * @param identity its EAP identity
   */
  public EapDevice(InetSocketAddress gateway, String identity, EapMethod method) {
    this.gateway = gateway;
    this.identity = identity;
    this.method = method;
    CoapConfig.register();
    UdpConfig.register();
    Configuration config = Configuration.createStandardWithoutFile();
    config.set(CoapConfig.MULTICAST_BASE_MID, MIDS);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    fork = new UdpFork(new UDPConnector(any, config), table, from -> true);
    open = endpoint(config, fork.open(), this::hear);
    secured = endpoint(config, fork.secured(), this::hearProtected);
  }

  private CoapEndpoint endpoint(
      Configuration config, Connector connector, Consumer<Exchange> server) {
    CoapEndpoint endpoint =
        new CoapEndpoint.Builder().setConfiguration(config).setConnector(connector).build();
    endpoint.setExecutors(threads, threads);
    endpoint.setMessageDeliverer(
        new MessageDeliverer() {
          @Override
          public void deliverRequest(Exchange exchange) {
            server.accept(exchange);
          }

          @Override
          public void deliverResponse(Exchange exchange, Response response) {
            exchange.getRequest().setResponse(response);
          }
        });
    try {
      endpoint.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return endpoint;
  }

  /** Chooses a cipher suite other than the default. */
  public void choose(int wanted) {
    suite = wanted;
  }

  /** Changes every EAP response before it is sent. */
  public void tamper(UnaryOperator<Bytes> change) {
    tamper = change;
  }

  /** EAP packets heard, in their order. */
  public LinkedBlockingQueue<Bytes> eapReceived() {
    return eapReceived;
  }

  /** Step 0: asks to be authenticated. */
  public void trigger() {
    Request request = new Request(CoAP.Code.POST, CoAP.Type.NON);
    request.getOptions().setUriPath(".well-known/coap-eap").setNoResponse(2);
    request.setPayload("/a/eap/1");
    request.setDestinationContext(new AddressEndpointContext(gateway));
    open.sendRequest(request);
  }

  /** Completes with the payload of step 7 when the gateway's success came under OSCORE. */
  public CompletableFuture<Bytes> success() {
    return success.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS);
  }

  private synchronized void hear(Exchange exchange) {
    Request request = exchange.getCurrentRequest();
    String expected = "a/eap/" + step.get();
    if (!request.getOptions().getUriPathString().equals(expected)) {
      // RFC 9820 §3.5: a packet for a resource of before or after
      exchange.sendResponse(new Response(CoAP.ResponseCode.NOT_FOUND));
      return;
    }
    Bytes payload = Bytes.of(request.getPayload());
    eapReceived.add(payload);
    respond(payload).map(tamper).ifPresent(eap -> created(exchange, eap));
  }

  private Optional<Bytes> respond(Bytes payload) {
    byte[] bytes = payload.toArray();
    int length = ((bytes[2] & 0xFF) << 8) | (bytes[3] & 0xFF);
    if (bytes[0] != 1) {
      return Optional.empty();
    }
    if (bytes[4] == 1) {
      read(Arrays.copyOfRange(bytes, length, bytes.length));
      return Optional.of(identified(bytes[1]));
    }
    if ((bytes[4] & 0xFF) != method.type()) {
      // RFC 3748 §5.3.1
      return Optional.of(Bytes.of(new byte[] {2, bytes[1], 0, 6, 3, (byte) method.type()}));
    }
    Optional<Bytes> response = method.respond(payload);
    method.msk().ifPresent(this::derive);
    return response;
  }

  /** The gateway's CBOR: {1: [0, 1], 2: h'...'} as it writes it. */
  private void read(byte[] info) {
    suitesOffered = Bytes.of(Arrays.copyOfRange(info, 2, 5));
    int length = info[6] & 0x1F;
    ridC = Bytes.of(Arrays.copyOfRange(info, 7, 7 + length));
  }

  private Bytes identified(byte id) {
    byte[] name = identity.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(5 + name.length + 7);
    out.put((byte) 2).put(id).putShort((short) (5 + name.length)).put((byte) 1).put(name);
    // {1: [suite], 3: h'd1'}
    out.put((byte) 0xA2).put((byte) 1).put((byte) 0x81).put((byte) suite);
    out.put((byte) 3).put((byte) 0x41).put(RID_I);
    return Bytes.of(out.array());
  }

  private void created(Exchange exchange, Bytes eap) {
    Response response = new Response(CoAP.ResponseCode.CREATED);
    response.getOptions().addLocationPath("a").addLocationPath("eap");
    response.getOptions().addLocationPath(String.valueOf(step.incrementAndGet()));
    response.getOptions().setContentFormat(COAP_EAP);
    response.setPayload(eap.toArray());
    exchange.sendResponse(response);
  }

  private void derive(Bytes msk) {
    if (session.isPresent()) {
      return;
    }
    Bytes secret = expand(msk, "COAP-EAP OSCORE MASTER SECRET", 16);
    Bytes salt = expand(msk, "COAP-EAP OSCORE MASTER SALT", 8);
    install(secret, salt);
  }

  /** Takes a context; the ids are those agreed. */
  public void install(Bytes secret, Bytes salt) {
    session.ifPresent(table::remove);
    OscoreSession fresh =
        new OscoreSession(
            new SecurityContext(
                suite == 1 ? Suite.A128GCM : Suite.AES_CCM_16_64_128,
                secret,
                salt,
                ridC,
                Bytes.of(RID_I),
                Optional.empty()),
            new PreSharedKeyIdentity("gateway"),
            gateway,
            Instant.MAX);
    fresh.confirm();
    table.put(fresh);
    session = Optional.of(fresh);
  }

  private Bytes expand(Bytes msk, String label, int length) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(msk.toArray(), "HmacSHA256"));
      mac.update(suitesOffered.toArray());
      mac.update(new byte[] {(byte) 0x81, (byte) suite});
      mac.update(label.getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) 1);
      return Bytes.of(Arrays.copyOf(mac.doFinal(), length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void hearProtected(Exchange exchange) {
    exchange.sendResponse(new Response(CoAP.ResponseCode.CHANGED));
    success.complete(Bytes.of(exchange.getCurrentRequest().getPayload()));
  }

  /** Asks the gateway something over OSCORE. */
  public Response get(String path) {
    Request request = Request.newGet();
    request.getOptions().setUriPath(path);
    request.setDestinationContext(
        new AddressEndpointContext(gateway, session.orElseThrow().principal()));
    CompletableFuture<Response> answer = new CompletableFuture<>();
    request.addMessageObserver(
        new MessageObserverAdapter() {
          @Override
          public void onResponse(Response response) {
            answer.complete(response);
          }

          @Override
          protected void failed() {
            answer.completeExceptionally(new IllegalStateException("no answer"));
          }
        });
    secured.sendRequest(request);
    return answer.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    open.destroy();
    secured.destroy();
    threads.shutdownNow();
  }
}
