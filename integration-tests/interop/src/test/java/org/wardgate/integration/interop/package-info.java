/** Real gateways, and clients that nobody here wrote. */
@NullMarked
package org.wardgate.integration.interop;

import org.jspecify.annotations.NullMarked;
