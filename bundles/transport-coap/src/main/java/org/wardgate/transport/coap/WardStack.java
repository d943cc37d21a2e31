package org.wardgate.transport.coap;

import org.eclipse.californium.core.network.ExtendedCoapStackFactory;
import org.eclipse.californium.core.network.Outbox;
import org.eclipse.californium.core.network.stack.BaseCoapStack;
import org.eclipse.californium.core.network.stack.BlockwiseLayer;
import org.eclipse.californium.core.network.stack.CoapStack;
import org.eclipse.californium.core.network.stack.CongestionControlLayer;
import org.eclipse.californium.core.network.stack.ExchangeCleanupLayer;
import org.eclipse.californium.core.network.stack.Layer;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.config.Configuration;
import org.jspecify.annotations.Nullable;

/** The layers of CoAP over UDP, without observation, with the guard between blocks and bodies. */
final class WardStack extends BaseCoapStack {
  private WardStack(
      String tag,
      Configuration config,
      EndpointContextMatcher matcher,
      Outbox outbox,
      Layer guard) {
    super(outbox);
    setLayers(
        new Layer[] {
          new ExchangeCleanupLayer(config),
          new BlockwiseLayer(tag, false, config, matcher),
          new Delivery.Watch(),
          guard,
          CongestionControlLayer.newImplementation(tag, config)
        });
  }

  static ExtendedCoapStackFactory factory(Layer guard, EndpointContextMatcher matcher) {
    return new ExtendedCoapStackFactory() {
      @Deprecated // in the library; its endpoint calls the other one
      @Override
      public CoapStack createCoapStack(
          String protocol,
          String tag,
          Configuration config,
          Outbox outbox,
          @Nullable Object customStackArgument) {
        return new WardStack(tag, config, matcher, outbox, guard);
      }

      @Override
      public CoapStack createCoapStack(
          String protocol,
          String tag,
          Configuration config,
          EndpointContextMatcher matchingStrategy,
          Outbox outbox,
          @Nullable Object customStackArgument) {
        return new WardStack(tag, config, matchingStrategy, outbox, guard);
      }
    };
  }
}
