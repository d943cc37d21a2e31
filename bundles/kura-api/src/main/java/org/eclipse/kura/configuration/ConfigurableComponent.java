package org.eclipse.kura.configuration;

/** Marks a component that Kura's console configures. It has no methods. */
public interface ConfigurableComponent {}
