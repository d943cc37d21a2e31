package org.eclipse.kura.message;

/** Where something was. Kura's has methods; none of them is used. */
public class KuraPosition {}
