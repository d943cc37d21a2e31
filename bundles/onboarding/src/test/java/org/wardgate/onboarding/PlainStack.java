package org.wardgate.onboarding;

import org.eclipse.californium.core.network.ExtendedCoapStackFactory;
import org.eclipse.californium.core.network.Outbox;
import org.eclipse.californium.core.network.stack.BaseCoapStack;
import org.eclipse.californium.core.network.stack.CoapStack;
import org.eclipse.californium.core.network.stack.CongestionControlLayer;
import org.eclipse.californium.core.network.stack.ExchangeCleanupLayer;
import org.eclipse.californium.core.network.stack.Layer;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.config.Configuration;
import org.jspecify.annotations.Nullable;

/** CoAP without block-wise transfer, for who wants to send each block as it likes. */
final class PlainStack extends BaseCoapStack {
  private PlainStack(String tag, Configuration config, Outbox outbox) {
    super(outbox);
    setLayers(
        new Layer[] {
          new ExchangeCleanupLayer(config), CongestionControlLayer.newImplementation(tag, config)
        });
  }

  static ExtendedCoapStackFactory factory() {
    return new ExtendedCoapStackFactory() {
      @Deprecated // in the library; its endpoint calls the other one
      @Override
      public CoapStack createCoapStack(
          String protocol,
          String tag,
          Configuration config,
          Outbox outbox,
          @Nullable Object customStackArgument) {
        return new PlainStack(tag, config, outbox);
      }

      @Override
      public CoapStack createCoapStack(
          String protocol,
          String tag,
          Configuration config,
          EndpointContextMatcher matchingStrategy,
          Outbox outbox,
          @Nullable Object customStackArgument) {
        return new PlainStack(tag, config, outbox);
      }
    };
  }
}
