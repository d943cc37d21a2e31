package org.eclipse.kura.configuration;

import org.eclipse.kura.KuraException;

/** A component that says itself how it is configured. */
public interface SelfConfiguringComponent {
  /** The present configuration; its pid must be the component's {@code kura.service.pid}. */
  ComponentConfiguration getConfiguration() throws KuraException;
}
