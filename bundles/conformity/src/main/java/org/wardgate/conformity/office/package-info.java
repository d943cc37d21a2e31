/** Issues conformity certificates and knows what became of them. */
@NullMarked
package org.wardgate.conformity.office;

import org.jspecify.annotations.NullMarked;
