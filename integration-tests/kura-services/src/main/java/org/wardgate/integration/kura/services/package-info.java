/** Kura's services as far as the gateway sees them. */
@NullMarked
package org.wardgate.integration.kura.services;

import org.jspecify.annotations.NullMarked;
