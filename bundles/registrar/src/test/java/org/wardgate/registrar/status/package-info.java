@NullMarked
package org.wardgate.registrar.status;

import org.jspecify.annotations.NullMarked;
