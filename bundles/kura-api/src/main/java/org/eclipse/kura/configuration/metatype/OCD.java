package org.eclipse.kura.configuration.metatype;

/** The form of a configuration. Kura's has methods; none of them is used. */
public interface OCD {}
