/** What may see what. */
@NullMarked
package org.wardgate.integration.architecture;

import org.jspecify.annotations.NullMarked;
