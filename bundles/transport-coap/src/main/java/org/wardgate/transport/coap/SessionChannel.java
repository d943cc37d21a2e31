package org.wardgate.transport.coap;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.elements.DtlsEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.MapBasedEndpointContext;
import org.eclipse.californium.scandium.dtls.Connection;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.Peer;

/** Asks a device over the session it opened; never begins a handshake. */
final class SessionChannel extends AskingChannel {
  private final PeerSession session;
  private final Consumer<PeerSession> closer;

  /**
   * @param closer ends a session
   */
  SessionChannel(PeerSession session, Asking asking, Consumer<PeerSession> closer) {
    super(session, asking);
    this.session = session;
    this.closer = closer;
  }

  @Override
  public boolean close() {
    closer.accept(session);
    return true;
  }

  @Override
  public Peer peer() {
    return session
        .address()
        .map(session::peerAt)
        .or(session::established)
        .orElseThrow(() -> new IllegalStateException("channels exist only for known sessions"));
  }

  /** Acknowledgement and reset came over the session too: nobody but the device sends them. */
  @Override
  public CompletionStage<Boolean> probe(Instant deadline) {
    CompletableFuture<Boolean> heard = new CompletableFuture<>();
    Request request = Request.newGet();
    request.getOptions().setUriPath(DeviceChannel.PROBE_PATH).setAccept(ContentFormat.LINK_FORMAT);
    request.addMessageObserver(
        new MessageObserverAdapter() {
          @Override
          public void onAcknowledgement() {
            heard.complete(true);
          }

          @Override
          public void onReject() {
            heard.complete(true);
          }

          @Override
          public void onResponse(org.eclipse.californium.core.coap.Response response) {
            heard.complete(true);
          }

          @Override
          public void onResponseHandlingError(Throwable cause) {
            heard.complete(true);
          }
        });
    var unused =
        send(request, DeviceChannel.PROBE_ANSWER_MAX_BYTES, deadline)
            .whenComplete((response, error) -> heard.complete(error == null));
    return heard;
  }

  @Override
  Optional<EndpointContext> destination() {
    Connection connection = session.connection().orElse(null);
    InetSocketAddress address = connection == null ? null : connection.getPeerAddress();
    if (connection == null || address == null || !connection.hasEstablishedDtlsContext()) {
      return Optional.empty();
    }
    return Optional.of(
        new DtlsEndpointContext(
            address,
            null,
            connection.getEstablishedPeerIdentity(),
            new MapBasedEndpointContext.Attributes()
                .add(
                    DtlsEndpointContext.KEY_HANDSHAKE_MODE,
                    DtlsEndpointContext.HANDSHAKE_MODE_NONE)));
  }
}
